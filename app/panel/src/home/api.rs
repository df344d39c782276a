//! The server function of the home.

use domain::entitlements::Entitlements;
use domain::grant::Grant;
use domain::news::News;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::service::api::PanelView;
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
    use crate::service::api::panel_view;
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
