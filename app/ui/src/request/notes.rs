//! What one request leaves in the session for the page that comes next.

use serde::Serialize;
use serde::de::DeserializeOwned;
use web::notes::{self, Outcome};

use super::{context, session};
use crate::error::AppError;
use crate::paths;

/// Leaves something in this visitor's session for the page that comes next.
pub async fn leave_for_page<T: Serialize>(name: &'static str, note: &T) -> Result<(), AppError> {
    Ok(notes::leave(&session()?, name, note).await?)
}

/// What was left for this page, once.
pub async fn note<T: DeserializeOwned>(name: &'static str) -> Result<Option<T>, AppError> {
    Ok(notes::take(&session()?, name).await?)
}

/// Leaves what has just been done for `page`, and gives the address at which the page says so.
///
/// Looking does not use it up: a page may be loaded twice, or opened again.
pub async fn leave_outcome<T: Serialize>(
    page: &str,
    key: &'static str,
    what: &T,
) -> Result<String, AppError> {
    let name = context().new_id().to_string();
    let address = paths::with_outcome(page, &name);
    notes::leave(&session()?, key, &Outcome { name, what }).await?;
    Ok(address)
}

/// What was done in this session last, if it is called `name`.
pub async fn outcome<T: DeserializeOwned>(
    key: &'static str,
    name: &str,
) -> Result<Option<T>, AppError> {
    let last = notes::last_outcome(&session()?, key).await?;
    Ok(last.filter(|last| last.name == name).map(|last| last.what))
}

/// The address at which `page` says that this was done, if it was done in this session last;
/// otherwise the page alone.
pub async fn page_with_outcome<T: DeserializeOwned + PartialEq>(
    page: &str,
    key: &'static str,
    what: &T,
) -> Result<String, AppError> {
    let last = notes::last_outcome::<T>(&session()?, key).await?;
    let last = last.filter(|last| last.what == *what);
    Ok(last.map_or_else(|| page.to_owned(), |last| paths::with_outcome(page, &last.name)))
}
