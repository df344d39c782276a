//! The server functions of `Dati dei clienti`.

use domain::calendar::Date;
use domain::erasure::ErasureError;
use domain::id::ErasureId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomersView {
    /// Those first that have waited longest.
    pub waiting: Vec<ErasureView>,
    /// Why the last one was not done.
    pub error: Option<AppError>,
}

/// Somebody who wants to be forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureView {
    pub id: ErasureId,
    pub number: i64,
    pub name: String,
    pub asked_on: Date,
    pub hindrance: Option<ErasureError>,
}

/// The name under which a refusal waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_erasure";

#[server(output = Json)]
pub async fn load_customers() -> Result<CustomersView, AppError> {
    use services::civil_time;
    use services::personal_data::{ToErase, to_erase};
    use ui::request::{context, kept, staff};
    staff().await?;
    let view = |it: ToErase| ErasureView {
        id: it.id,
        number: it.number,
        name: it.name,
        asked_on: civil_time(it.asked_at).date(),
        hindrance: it.hindrance,
    };
    let waiting = to_erase(&context()).await?.into_iter().map(view).collect();
    Ok(CustomersView { waiting, error: kept::<()>(WAITING).await?.map(|kept| kept.error) })
}

/// `Sì, cancella i dati`, after the second look.
#[server(output = Json)]
pub async fn confirm_erasure(id: ErasureId) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, staff};
    let confirm = async {
        let by = staff().await?;
        services::personal_data::erase(&context(), id, &by).await?;
        Ok(paths::OFFICE_CUSTOMERS.to_owned())
    };
    finish(WAITING, &(), paths::OFFICE_CUSTOMERS, confirm.await).await
}
