//! Links that were sent by mail.

use chrono::{DateTime, Utc};
use platform::{Result, Tx};
use uuid::Uuid;

/// One of them, without its secret.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub about: Uuid,
    pub beside: String,
    pub address: String,
    pub made_at: DateTime<Utc>,
}

/// Stores a link; the older one for the same purpose is gone.
pub async fn replace(tx: &mut Tx, purpose: &str, digest: &str, row: &Row) -> Result<()> {
    tx.sql(
        "INSERT INTO secret_link (purpose, about, digest, beside, address, made_at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (purpose, about) DO UPDATE SET \
         digest = excluded.digest, beside = excluded.beside, address = excluded.address, \
         made_at = excluded.made_at",
    )
    .bind(purpose)
    .bind(row.about)
    .bind(digest)
    .bind(row.beside.as_str())
    .bind(row.address.as_str())
    .bind(row.made_at)
    .run()
    .await?;
    Ok(())
}

pub async fn with_digest(tx: &mut Tx, purpose: &str, digest: &str) -> Result<Option<Row>> {
    tx.sql(
        "SELECT about, beside, address, made_at FROM secret_link \
         WHERE purpose = $1 AND digest = $2",
    )
    .bind(purpose)
    .bind(digest)
    .optional()
    .await
}

/// False when it is gone already.
pub async fn remove(tx: &mut Tx, purpose: &str, digest: &str) -> Result<bool> {
    let removed = tx
        .sql("DELETE FROM secret_link WHERE purpose = $1 AND digest = $2")
        .bind(purpose)
        .bind(digest)
        .run()
        .await?;
    Ok(removed == 1)
}

/// Forgets the links that were not made between two moments: nobody can use them any more. Tells how
/// many.
pub async fn remove_outside(tx: &mut Tx, first: DateTime<Utc>, last: DateTime<Utc>) -> Result<u64> {
    tx.sql("DELETE FROM secret_link WHERE made_at < $1 OR made_at > $2")
        .bind(first)
        .bind(last)
        .run()
        .await
}
