//! How things enter a session, and leave it.

use serde::Serialize;
use tower_sessions::Session;

use crate::Result;

/// A new session id at each sign-in, so that an id planted before is worth nothing after.
pub async fn enter<T: Serialize>(session: &Session, key: &str, who: &T) -> Result<()> {
    session.cycle_id().await?;
    Ok(session.insert(key, who).await?)
}

/// A new session id also when somebody leaves, so that a copy of the old one opens nothing.
pub async fn leave(session: &Session, key: &str) -> Result<()> {
    session.cycle_id().await?;
    session.remove_value(key).await?;
    Ok(())
}
