//! What was accepted with an order, kept as evidence.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, OrderId};
use domain::order::Acceptance;
use platform::{Result, Tx};

/// One accepted text, as evidence.
#[derive(Clone, Debug)]
pub struct Accepted<'a> {
    pub what: Acceptance,
    pub text_version: &'a str,
    pub text_sha256: &'a str,
    pub body: &'a str,
    pub address: &'a str,
}

pub async fn insert_acceptance(
    tx: &mut Tx,
    order: OrderId,
    accepted: &Accepted<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO acceptance (order_id, what, text_version, text_sha256, accepted_at, address) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(order)
    .bind(accepted.what)
    .bind(accepted.text_version)
    .bind(accepted.text_sha256)
    .bind(now)
    .bind(accepted.address)
    .run()
    .await?;
    keep_text(tx, accepted.text_sha256, accepted.body).await
}

/// Keeps a text that somebody accepts, word for word.
pub async fn keep_text(tx: &mut Tx, sha256: &str, body: &str) -> Result<()> {
    tx.sql("INSERT INTO accepted_text (sha256, body) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(sha256)
        .bind(body)
        .run()
        .await?;
    Ok(())
}

/// What was accepted with an order, or before it and still stood: one row for each box.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct WithOrder {
    pub what: Acceptance,
    pub text_version: String,
    pub text_sha256: String,
    pub accepted_at: DateTime<Utc>,
    /// None of texts that were accepted before they were kept.
    pub body: Option<String>,
}

/// What somebody had accepted once they had made this order. Of an earlier acceptance the newest
/// counts.
pub async fn accepted_with(tx: &mut Tx, account: AccountId, order: i64) -> Result<Vec<WithOrder>> {
    tx.sql(
        "SELECT what, text_version, text_sha256, accepted_at, body FROM acceptance \
         JOIN purchase_order ON purchase_order.id = acceptance.order_id \
         LEFT JOIN accepted_text ON accepted_text.sha256 = text_sha256 \
         WHERE account_id = $1 AND number = (SELECT MAX(number) FROM acceptance AS other \
          JOIN purchase_order AS theirs ON theirs.id = other.order_id \
          WHERE theirs.account_id = $1 AND other.what = acceptance.what AND theirs.number <= $2) \
         ORDER BY what",
    )
    .bind(account)
    .bind(order)
    .all()
    .await
}

/// What an account has accepted with its orders: which box, the digest of the text, and when first.
pub async fn accepted_before(
    tx: &mut Tx,
    account: AccountId,
) -> Result<Vec<(Acceptance, String, DateTime<Utc>)>> {
    tx.sql(
        "SELECT acceptance.what, acceptance.text_sha256, MIN(acceptance.accepted_at) \
         FROM acceptance JOIN purchase_order ON purchase_order.id = acceptance.order_id \
         WHERE purchase_order.account_id = $1 GROUP BY acceptance.what, acceptance.text_sha256",
    )
    .bind(account)
    .all()
    .await
}

/// What was accepted with an order, as evidence: what, text version, digest, moment, address.
#[cfg(feature = "testing")]
pub async fn acceptances(
    tx: &mut Tx,
    order: OrderId,
) -> Result<Vec<(Acceptance, String, String, DateTime<Utc>, String)>> {
    tx.sql(
        "SELECT what, text_version, text_sha256, accepted_at, address FROM acceptance \
         WHERE order_id = $1 ORDER BY what",
    )
    .bind(order)
    .all()
    .await
}
