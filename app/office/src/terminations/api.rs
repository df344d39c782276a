//! The server functions of `Disdette`.

use domain::Product;
use domain::calendar::Date;
use domain::id::TerminationId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminationsView {
    /// Those first that have waited longest.
    pub waiting: Vec<TerminationView>,
    /// Why the last one was not confirmed.
    pub error: Option<AppError>,
}

/// A wish that waits for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerminationView {
    pub id: TerminationId,
    pub holder: String,
    pub service: Product,
    pub expires: Date,
    pub asked_on: Date,
    pub reason: String,
}

/// The name under which a refusal waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_termination";

#[server(output = Json)]
pub async fn load_terminations() -> Result<TerminationsView, AppError> {
    use services::civil_time;
    use services::termination::{ToConfirm, to_confirm};
    use ui::request::{context, kept, staff};
    staff().await?;
    let view = |it: ToConfirm| TerminationView {
        id: it.id,
        holder: it.holder,
        service: it.service,
        expires: it.expires,
        asked_on: civil_time(it.asked_at).date(),
        reason: it.reason,
    };
    let waiting = to_confirm(&context()).await?.into_iter().map(view).collect();
    Ok(TerminationsView { waiting, error: kept::<()>(WAITING).await?.map(|kept| kept.error) })
}

/// `Sì, cancella il servizio`, after the second look.
#[server(output = Json)]
pub async fn confirm_termination(id: TerminationId) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, staff};
    let confirm = async {
        let by = staff().await?;
        services::termination::confirm(&context(), id, &by).await?;
        Ok(paths::OFFICE_TERMINATIONS.to_owned())
    };
    finish(WAITING, &(), paths::OFFICE_TERMINATIONS, confirm.await).await
}
