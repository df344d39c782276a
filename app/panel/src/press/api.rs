//! The server functions of the ways from the panel into the shop.

use domain::Product;
use leptos::prelude::*;

use ui::NamedService;
use ui::error::AppError;
use ui::json::Json;

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
    use ui::request::{account, begin_purchase, context, note_way_back, owner_access, page_before};
    let Some(access) = owner_access(&service).await? else {
        leptos_axum::redirect(paths::PANEL);
        return Ok(());
    };
    if account().await? == Some(access.account()) {
        note_way_back(&page_before(paths::PANEL)).await?;
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

/// On into the shop, which leads back to where it was pressed, or back to the page with the button.
#[cfg(feature = "ssr")]
async fn pressed(
    service: domain::id::SubscriptionId,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    use crate::service::api::waiting::PRESS;
    let page = ui::request::page_before(&ui::paths::panel_home(service));
    ui::request::note_way_back(&page).await?;
    crate::kept::finish(PRESS, service, &(), &page, outcome).await
}
