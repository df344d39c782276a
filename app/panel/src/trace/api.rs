//! The server function of the trace.

use domain::calendar::Date;
use domain::id::{DoerId, SubscriptionId};
use domain::timeline::{By, Deed, Role};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::NamedService;
use ui::error::AppError;
use ui::json::Json;

/// A page of what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceView {
    pub service: SubscriptionId,
    pub entries: Vec<TraceRow>,
    /// What an address says of the place where the page before begins.
    pub before: Option<String>,
    /// Everybody reads what they did themselves; the owner reads all of it.
    pub is_owner: bool,
    /// Of whom it can be read alone.
    pub doers: Vec<(DoerId, String)>,
    /// Of whom it is read.
    pub of: Option<DoerId>,
}

/// Something that was done, as clocks in Italy show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceRow {
    pub day: Date,
    /// `09:14`.
    pub time: String,
    pub deed: Deed,
    pub by: By,
    /// Who they were in the panel, where it was noted.
    pub role: Option<Role>,
}

/// What was done in the panel, or what was done before a place; nothing when the service is over.
#[server(output = Json)]
pub async fn load_panel_trace(
    #[server(default)] service: NamedService,
    #[server(default)] of: String,
    #[server(default)] before: String,
) -> Result<Option<TraceView>, AppError> {
    use domain::timeline::Place;
    use services::panel::trace::{Entry, read};
    use ui::request::{context, service_access};
    let Some(access) = service_access(&service).await? else { return Ok(None) };
    let of = of.parse().ok();
    let trace = read(&context(), &access, of, Place::parse(&before)).await?;
    let row = |Entry { event, role }: Entry| {
        let at = services::civil_time(event.at);
        let time = at.format("%H:%M").to_string();
        TraceRow { day: at.date(), time, deed: event.deed, by: event.by, role }
    };
    Ok(Some(TraceView {
        service: access.subscription().id,
        entries: trace.entries.into_iter().map(row).collect(),
        before: trace.next.map(|place| place.text()),
        is_owner: access.is_owner(),
        doers: trace.doers,
        of,
    }))
}
