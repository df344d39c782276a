//! What one request leaves in the session for the page that comes next.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_sessions::Session;

use crate::Result;

/// Leaves something for the page that comes next.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn leave<T: Serialize>(session: &Session, name: &str, note: &T) -> Result<()> {
    Ok(session.insert(name, note).await?)
}

/// What was left under this name, once. What an older version left is nothing.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn take<T: DeserializeOwned>(session: &Session, name: &str) -> Result<Option<T>> {
    take_for(session, name, |_| true).await
}

/// The same, if it is for whoever asks; what waits for another page stays.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn take_for<T: DeserializeOwned>(
    session: &Session,
    name: &str,
    is_for: impl FnOnce(&T) -> bool,
) -> Result<Option<T>> {
    // Looking first keeps a page for which nothing was left from writing the session anew.
    let Some(note) = session.get::<Value>(name).await? else { return Ok(None) };
    let note = serde_json::from_value::<T>(note).ok();
    if note.as_ref().is_some_and(|note| !is_for(note)) {
        return Ok(None);
    }
    session.remove_value(name).await?;
    Ok(note)
}

/// What has just been done, and the name by which an address asks for it. Looking does not use it up:
/// a page may be loaded twice.
#[derive(Serialize, Deserialize)]
pub struct Outcome<T> {
    /// Made by whoever left it; no other outcome has it.
    pub name: String,
    /// What was done.
    pub what: T,
}

/// What was done in this session last. What an older version left under this key is nothing.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn last_outcome<T: DeserializeOwned>(
    session: &Session,
    key: &str,
) -> Result<Option<Outcome<T>>> {
    let last = session.get::<Value>(key).await?;
    Ok(last.and_then(|last| serde_json::from_value(last).ok()))
}
