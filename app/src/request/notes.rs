//! What one request leaves in the session for the page that comes next.

use serde::Serialize;
use serde::de::DeserializeOwned;
use tower_sessions::Session;

use super::failure::of_session;
use super::{read, session, write};
use crate::error::AppError;

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
