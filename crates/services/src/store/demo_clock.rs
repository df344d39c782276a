//! How far a demonstration's clock is ahead, and what its services looked like.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::id::SubscriptionId;
use domain::payment::Refusal;
use platform::{Result, Tx};
use uuid::Uuid;

/// How far the clock is ahead of the machine's; none while nobody has set it.
pub async fn ahead(tx: &mut Tx) -> Result<Option<TimeDelta>> {
    let row: Option<(i64,)> =
        tx.sql("SELECT ahead_us FROM demo_clock WHERE id = 1").optional().await?;
    Ok(row.map(|(ahead,)| TimeDelta::microseconds(ahead)))
}

/// Sets it. Whoever sets it at the same moment waits.
pub async fn set_ahead(tx: &mut Tx, ahead: TimeDelta) -> Result<()> {
    tx.sql(
        "INSERT INTO demo_clock (id, ahead_us) VALUES (1, $1) \
         ON CONFLICT (id) DO UPDATE SET ahead_us = excluded.ahead_us",
    )
    .bind(ahead.num_microseconds().unwrap_or_default())
    .run()
    .await?;
    Ok(())
}

/// Lets nobody else move the clock before this unit of work is over.
pub async fn hold(tx: &mut Tx) -> Result<()> {
    tx.sql("UPDATE demo_clock SET ahead_us = ahead_us WHERE id = 1").run().await?;
    Ok(())
}

/// A service, and what it looked like when somebody noted it last.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Look {
    pub id: SubscriptionId,
    pub expires_on: NaiveDate,
    /// Once it is over, and somebody else has its numbers.
    pub closed_on: Option<NaiveDate>,
    pub seen_standing: Option<String>,
    pub seen_expires_on: Option<NaiveDate>,
}

/// Every service that there was.
pub async fn looks(tx: &mut Tx) -> Result<Vec<Result<Look>>> {
    tx.sql(
        "SELECT subscription.id AS id, subscription.expires_on AS expires_on, closed_on, \
         standing AS seen_standing, demo_scene.expires_on AS seen_expires_on FROM subscription \
         LEFT JOIN demo_scene ON demo_scene.id = (SELECT newest.id FROM demo_scene AS newest \
         WHERE newest.subscription_id = subscription.id ORDER BY newest.id DESC LIMIT 1) \
         ORDER BY subscription.id",
    )
    .each("subscription", "id")
    .await
}

/// Notes what a service looks like from now on.
pub async fn insert_scene(
    tx: &mut Tx,
    id: Uuid,
    look: &Look,
    standing: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO demo_scene (id, subscription_id, seen_at, standing, expires_on) \
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(id)
    .bind(look.id)
    .bind(now)
    .bind(standing)
    .bind(look.expires_on)
    .run()
    .await?;
    Ok(())
}

/// A change of a service.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SceneRow {
    pub id: Uuid,
    pub seen_at: DateTime<Utc>,
    pub standing: String,
    pub expires_on: NaiveDate,
    /// A JSON object (`domain::party::Holder`).
    pub holder: String,
}

/// The newest changes, newest first.
pub async fn scenes(tx: &mut Tx, limit: i64) -> Result<Vec<Result<SceneRow>>> {
    tx.sql(
        "SELECT demo_scene.id AS id, seen_at, standing, demo_scene.expires_on AS expires_on, holder FROM demo_scene \
         JOIN subscription ON subscription.id = subscription_id \
         ORDER BY seen_at DESC, demo_scene.id DESC LIMIT $1",
    )
    .bind(limit)
    .each("demo_scene", "id")
    .await
}

/// A mail that was written.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct MailRow {
    pub id: Uuid,
    pub kind: String,
    pub recipient: String,
    pub subject: String,
    pub message_id: String,
    pub created_at: DateTime<Utc>,
}

/// The newest mails, newest first.
pub async fn mails(tx: &mut Tx, limit: i64) -> Result<Vec<Result<MailRow>>> {
    tx.sql(
        "SELECT id, kind, recipient, subject, message_id, created_at FROM outbox \
         ORDER BY created_at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .each("outbox", "id")
    .await
}

/// A try to collect money.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ChargeRow {
    pub id: Uuid,
    pub number: i64,
    pub amount: i64,
    pub state: String,
    pub refusal: Option<Refusal>,
    pub begun_at: DateTime<Utc>,
    /// A JSON object (`domain::party::Holder`).
    pub holder: String,
}

/// The newest tries, newest first.
pub async fn charges(tx: &mut Tx, limit: i64) -> Result<Vec<Result<ChargeRow>>> {
    tx.sql(
        "SELECT payment_attempt.id AS id, number, amount, payment_attempt.state AS state, \
         refusal, begun_at, holder FROM payment_attempt \
         JOIN purchase_order ON purchase_order.id = payment_attempt.order_id \
         ORDER BY begun_at DESC, payment_attempt.id DESC LIMIT $1",
    )
    .bind(limit)
    .each("payment_attempt", "id")
    .await
}
