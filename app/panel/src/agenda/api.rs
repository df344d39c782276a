//! The server function of the agenda.

use domain::agenda::Coming;
use domain::id::SubscriptionId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::NamedService;
use ui::error::AppError;
use ui::json::Json;

/// What is coming.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaView {
    pub service: SubscriptionId,
    /// The nearest first, as far as it is told to whoever asks.
    pub coming: Vec<Coming>,
    /// Only the owner does anything about it.
    pub is_owner: bool,
}

/// What is coming for the service; nothing when it is over.
#[server(output = Json)]
pub async fn load_panel_agenda(
    #[server(default)] service: NamedService,
) -> Result<Option<AgendaView>, AppError> {
    use ui::request::{context, service_access};
    let Some(access) = service_access(&service).await? else { return Ok(None) };
    Ok(Some(AgendaView {
        service: access.subscription().id,
        coming: services::panel::agenda(&context(), &access).await?,
        is_owner: access.is_owner(),
    }))
}
