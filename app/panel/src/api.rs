//! The server functions of the panel.

use domain::Product;
use domain::entitlements::Entitlements;
use domain::grant::Grant;
use domain::id::SubscriptionId;
use domain::news::News;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::service::api::PanelView;
#[cfg(feature = "ssr")]
use super::service::api::{panel_view, waiting};
use ui::NamedService;
use ui::error::AppError;
use ui::json::Json;

/// What an additional user sees of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserView {
    pub username: String,
    pub holder: String,
    pub entitlements: Entitlements,
    pub grant: Grant,
    /// The newest first.
    pub news: Vec<News>,
}

/// What stands on the home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HomeView {
    Owner(Box<PanelView>),
    User(UserView),
}

/// The home of whoever has signed in; nothing when the service is over. What is bought and paid is told
/// to its owner alone.
#[server(output = Json)]
pub async fn load_panel_home(
    #[server(default)] service: NamedService,
) -> Result<Option<HomeView>, AppError> {
    use ui::request::service_access;
    let Some(access) = service_access(&service).await? else { return Ok(None) };
    let news = services::news::of_panel(&ui::request::context()).await?;
    if access.is_owner() {
        let view = PanelView { news, ..panel_view(&access).await? };
        return Ok(Some(HomeView::Owner(Box::new(view))));
    }
    Ok(Some(HomeView::User(UserView {
        username: access.username().to_owned(),
        holder: access.subscription().holder.party.name.to_string(),
        entitlements: access.entitlements().clone(),
        grant: access.grant().clone(),
        news,
    })))
}

/// `Attiva`, `Acquista`, `Aggiungi`: into the cart of the shop, for this purchase.
#[server(output = Json)]
pub async fn open_cart(
    #[server(default)] service: NamedService,
    product: Product,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{begin_purchase, context, owner_access};
    let Some(access) = owner_access(&service).await? else {
        leptos_axum::redirect(paths::PANEL);
        return Ok(());
    };
    let outcome = match services::panel::open_cart(&context(), &access, product).await {
        Ok(purchase) => {
            begin_purchase(purchase).await?;
            Ok(paths::CART.to_owned())
        }
        Err(error) => Err(error.into()),
    };
    pressed(access.subscription().id, outcome).await
}

/// `Rinnova`, `Riattiva`: everything that is owned goes into the cart of the shop, for this purchase.
/// Whoever has signed in there goes to the page of the renewal.
#[server(output = Json)]
pub async fn open_renewal(#[server(default)] service: NamedService) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{account, begin_purchase, context, owner_access};
    let Some(access) = owner_access(&service).await? else {
        leptos_axum::redirect(paths::PANEL);
        return Ok(());
    };
    if account().await? == Some(access.account()) {
        leptos_axum::redirect(paths::RENEWAL);
        return Ok(());
    }
    let outcome = match services::panel::open_renewal(&context(), &access).await {
        Ok(purchase) => {
            begin_purchase(purchase).await?;
            Ok(paths::CART.to_owned())
        }
        Err(error) => Err(error.into()),
    };
    pressed(access.subscription().id, outcome).await
}

/// On into the shop, or back to the page with the button.
#[cfg(feature = "ssr")]
async fn pressed(
    service: SubscriptionId,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    let page = ui::request::page_before(&ui::paths::panel_home(service));
    crate::kept::finish(waiting::PRESS, service, &(), &page, outcome).await
}
