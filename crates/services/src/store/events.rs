//! What providers told us, word for word.

use chrono::{DateTime, Utc};
use platform::{Result, Tx};

/// Keeps a message; false when it is here already.
pub async fn insert(
    tx: &mut Tx,
    provider: &str,
    id: &str,
    body: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO provider_event (provider, id, body, received_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(provider)
        .bind(id)
        .bind(body)
        .bind(now)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// Messages that nobody has worked through and that need not wait, the oldest first: name and text.
pub async fn open(
    tx: &mut Tx,
    provider: &str,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(String, String)>> {
    tx.sql(
        "SELECT id, body FROM provider_event WHERE provider = $1 AND processed_at IS NULL \
         AND (retry_at IS NULL OR retry_at <= $2) ORDER BY received_at, id LIMIT $3",
    )
    .bind(provider)
    .bind(now)
    .bind(limit)
    .all()
    .await
}

/// Leaves a message for later, so that those behind it are heard.
pub async fn postpone(
    tx: &mut Tx,
    provider: &str,
    id: &str,
    retry_at: DateTime<Utc>,
) -> Result<()> {
    tx.sql("UPDATE provider_event SET retry_at = $3 WHERE provider = $1 AND id = $2")
        .bind(provider)
        .bind(id)
        .bind(retry_at)
        .run()
        .await?;
    Ok(())
}

/// Notes that a message was worked through, or why that is not possible.
pub async fn processed(
    tx: &mut Tx,
    provider: &str,
    id: &str,
    problem: Option<&str>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE provider_event SET processed_at = $3, problem = $4 WHERE provider = $1 AND id = $2",
    )
    .bind(provider)
    .bind(id)
    .bind(now)
    .bind(problem)
    .run()
    .await?;
    Ok(())
}
