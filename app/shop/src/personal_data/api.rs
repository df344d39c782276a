//! The server functions of `Esporta o cancella i tuoi dati`.

use domain::calendar::Date;
use domain::erasure::ErasureError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRightsView {
    /// The day on which somebody asked to be forgotten, if they did.
    pub asked_on: Option<Date>,
    /// What is in the way of it.
    pub hindrance: Option<ErasureError>,
    /// Why the last wish was not taken.
    pub error: Option<AppError>,
}

/// The name under which a refusal waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "erasure";

#[server(output = Json)]
pub async fn load_data_rights() -> Result<DataRightsView, AppError> {
    use services::civil_time;
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::DATA_RIGHTS).await?;
    let erasure = services::personal_data::erasure(&context(), account).await?;
    Ok(DataRightsView {
        asked_on: erasure.asked_at.map(|at| civil_time(at).date()),
        hindrance: erasure.hindrance,
        error: kept::<()>(WAITING).await?.map(|kept| kept.error),
    })
}

/// `Chiedi la cancellazione`.
#[server(output = Json)]
pub async fn ask_erasure(#[server(default)] current: String) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::DATA_RIGHTS).await?;
    let asked = services::personal_data::ask_erasure(&context(), account, &current).await;
    let outcome = asked.map(|()| paths::DATA_RIGHTS.to_owned()).map_err(AppError::from);
    finish(WAITING, &(), paths::DATA_RIGHTS, outcome).await
}

/// `Ritira la richiesta`.
#[server(output = Json)]
pub async fn take_back_erasure() -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::DATA_RIGHTS).await?;
    let taken = services::personal_data::take_back_erasure(&context(), account).await;
    let outcome = taken.map(|()| paths::DATA_RIGHTS.to_owned()).map_err(AppError::from);
    finish(WAITING, &(), paths::DATA_RIGHTS, outcome).await
}
