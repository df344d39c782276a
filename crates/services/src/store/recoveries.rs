//! What somebody has asked for who cannot sign in.

use chrono::{DateTime, Utc};
use platform::{Result, Tx};
use uuid::Uuid;

/// One request, as it waits for the job.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Request {
    pub id: Uuid,
    pub what: String,
    pub typed: String,
}

pub async fn insert(tx: &mut Tx, request: &Request, now: DateTime<Utc>) -> Result<()> {
    tx.sql("INSERT INTO recovery_request (id, what, typed, asked_at) VALUES ($1, $2, $3, $4)")
        .bind(request.id)
        .bind(request.what.as_str())
        .bind(request.typed.as_str())
        .bind(now)
        .run()
        .await?;
    Ok(())
}

/// The oldest that nobody has looked at.
pub async fn oldest(tx: &mut Tx) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> =
        tx.sql("SELECT id FROM recovery_request ORDER BY asked_at, id LIMIT 1").optional().await?;
    Ok(row.map(|(id,)| id))
}

/// Takes a request away to answer it; none when another server has. `Corrupt` when it cannot be read.
pub async fn take(tx: &mut Tx, id: Uuid) -> Result<Option<Request>> {
    tx.sql("DELETE FROM recovery_request WHERE id = $1 RETURNING id, what, typed")
        .bind(id)
        .found("recovery_request", "id")
        .await
}

/// Takes a request away unread.
pub async fn remove(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.sql("DELETE FROM recovery_request WHERE id = $1").bind(id).run().await?;
    Ok(())
}
