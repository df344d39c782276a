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
    /// The newest first.
    pub erased: Vec<ErasedView>,
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

/// Somebody of whom only the number is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasedView {
    pub number: i64,
    pub asked_on: Date,
    pub done_on: Date,
    /// The member of staff.
    pub by: String,
}

/// The name under which a refusal waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_erasure";

#[server(output = Json)]
pub async fn load_customers() -> Result<CustomersView, AppError> {
    use services::civil_time;
    use services::personal_data::{Erased, ToErase, erased, to_erase};
    use ui::request::{context, kept, staff};
    staff().await?;
    let view = |it: ToErase| ErasureView {
        id: it.id,
        number: it.number,
        name: it.name,
        asked_on: civil_time(it.asked_at).date(),
        hindrance: it.hindrance,
    };
    let done = |it: Erased| ErasedView {
        number: it.number,
        asked_on: civil_time(it.asked_at).date(),
        done_on: civil_time(it.done_at).date(),
        by: it.done_by,
    };
    let ctx = context();
    let waiting = to_erase(&ctx).await?.into_iter().map(view).collect();
    let erased = erased(&ctx).await?.into_iter().map(done).collect();
    Ok(CustomersView { waiting, erased, error: kept::<()>(WAITING).await?.map(|kept| kept.error) })
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
