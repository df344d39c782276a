//! What one request leaves in the session for the page that comes next.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::failure::of_session;
use super::{context, read, session, write};
use crate::error::AppError;
use crate::paths;

/// Leaves something in this visitor's session for the page that comes next.
pub async fn leave_for_page<T: Serialize>(name: &'static str, note: &T) -> Result<(), AppError> {
    write(name, note).await
}

/// Leaves something in a session for the page that comes next.
pub async fn leave_note<T: Serialize>(
    session: &Session,
    name: &'static str,
    note: &T,
) -> Result<(), AppError> {
    session.insert(name, note).await.map_err(|error| of_session(&error))
}

/// What was left for this page, once.
pub async fn note<T: DeserializeOwned>(name: &'static str) -> Result<Option<T>, AppError> {
    let Some(note) = read::<serde_json::Value>(name).await? else { return Ok(None) };
    session()?.remove_value(name).await.map_err(|error| of_session(&error))?;
    Ok(serde_json::from_value(note).ok())
}

/// What has just been done, and the name by which an address asks for it.
#[derive(Serialize, Deserialize)]
struct Outcome<T> {
    name: String,
    what: T,
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
    write(key, &Outcome { name, what }).await?;
    Ok(address)
}

/// What was done in this session last, if it is called `name`.
pub async fn outcome<T: DeserializeOwned>(
    key: &'static str,
    name: &str,
) -> Result<Option<T>, AppError> {
    Ok(last_outcome(key).await?.filter(|last| last.name == name).map(|last| last.what))
}

/// The address at which `page` says that this was done, if it was done in this session last;
/// otherwise the page alone.
pub async fn page_with_outcome<T: DeserializeOwned + PartialEq>(
    page: &str,
    key: &'static str,
    what: &T,
) -> Result<String, AppError> {
    let last = last_outcome::<T>(key).await?.filter(|last| last.what == *what);
    Ok(last.map_or_else(|| page.to_owned(), |last| paths::with_outcome(page, &last.name)))
}

/// What an older version left under this key is nothing.
async fn last_outcome<T: DeserializeOwned>(
    key: &'static str,
) -> Result<Option<Outcome<T>>, AppError> {
    let last = read::<serde_json::Value>(key).await?;
    Ok(last.and_then(|last| serde_json::from_value(last).ok()))
}
