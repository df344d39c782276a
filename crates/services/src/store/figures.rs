//! What an operator watches, counted.

use chrono::{DateTime, Utc};
use platform::{Result, Tx};

/// How many rows are in one state, and what they are worth.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct InState {
    /// The word in the column `state`.
    pub state: String,
    /// How many there are.
    pub rows: i64,
    /// Their amounts added up, in cents of a euro.
    pub cents: i64,
}

/// Orders by state, with what is due for them. An order that was fulfilled on a commitment is
/// `committed`, one that it could not fulfil is `commitment_failed`.
pub async fn orders(tx: &mut Tx) -> Result<Vec<InState>> {
    tx.sql(
        "SELECT CASE WHEN state <> 'awaiting_payment' OR committed_on IS NULL THEN state \
         WHEN commitment_failure IS NULL THEN 'committed' ELSE 'commitment_failed' END AS state, \
         COUNT(*) AS rows, CAST(SUM(due) AS BIGINT) AS cents \
         FROM purchase_order GROUP BY 1 ORDER BY 1",
    )
    .all()
    .await
}

/// Tries to collect money through a provider, by state.
pub async fn attempts(tx: &mut Tx) -> Result<Vec<InState>> {
    tx.sql(
        "SELECT state, COUNT(*) AS rows, CAST(SUM(amount) AS BIGINT) AS cents \
         FROM payment_attempt GROUP BY state ORDER BY state",
    )
    .all()
    .await
}

/// Refunds by state.
pub async fn refunds(tx: &mut Tx) -> Result<Vec<InState>> {
    tx.sql(
        "SELECT state, COUNT(*) AS rows, CAST(SUM(amount) AS BIGINT) AS cents \
         FROM refund GROUP BY state ORDER BY state",
    )
    .all()
    .await
}

/// Cases that nobody has decided, by kind.
pub async fn open_cases(tx: &mut Tx) -> Result<Vec<InState>> {
    tx.sql(
        "SELECT kind AS state, COUNT(*) AS rows, CAST(SUM(amount) AS BIGINT) AS cents \
         FROM payment_case WHERE closed_at IS NULL GROUP BY kind ORDER BY kind",
    )
    .all()
    .await
}

/// Credits of the bank that nobody has decided about: how many, and their cents.
pub async fn open_credits(tx: &mut Tx) -> Result<(i64, i64)> {
    tx.sql(
        "SELECT COUNT(*), CAST(COALESCE(SUM(amount), 0) AS BIGINT) \
         FROM bank_credit WHERE state = 'open'",
    )
    .one()
    .await
}

/// Mails that have not left, and how many of them have failed `stuck_after` times or more.
pub async fn mails(tx: &mut Tx, stuck_after: i64) -> Result<(i64, i64)> {
    tx.sql(
        "SELECT COUNT(*), CAST(COALESCE(SUM(CASE WHEN attempts >= $1 THEN 1 ELSE 0 END), 0) \
         AS BIGINT) FROM outbox WHERE delivered_at IS NULL",
    )
    .bind(stuck_after)
    .one()
    .await
}

/// Since when the oldest mail could have left.
pub async fn oldest_mail(tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let oldest: Option<(DateTime<Utc>,)> = tx
        .sql(
            "SELECT not_before FROM outbox WHERE delivered_at IS NULL AND not_before <= $1 \
             ORDER BY not_before, id LIMIT 1",
        )
        .bind(now)
        .optional()
        .await?;
    Ok(oldest.map(|(since,)| since))
}

/// Messages of the provider without their consequences: how many, and since when the oldest.
pub async fn open_messages(tx: &mut Tx) -> Result<(i64, Option<DateTime<Utc>>)> {
    tx.sql("SELECT COUNT(*), MIN(received_at) FROM provider_event WHERE processed_at IS NULL")
        .one()
        .await
}

/// Commitment documents that nobody has read.
pub async fn open_commitments(tx: &mut Tx) -> Result<i64> {
    let (documents,): (i64,) =
        tx.sql("SELECT COUNT(*) FROM commitment WHERE decision IS NULL").one().await?;
    Ok(documents)
}

/// Rows that were found to hold nonsense and were set aside.
pub async fn unreadable_rows(tx: &mut Tx) -> Result<i64> {
    let (rows,): (i64,) =
        tx.sql("SELECT COUNT(*) FROM unreadable_row WHERE resolved_at IS NULL").one().await?;
    Ok(rows)
}

/// Paid orders of which nothing could be activated (`Attivazione KO`) and nothing was given back:
/// the office has to decide.
pub async fn activation_failed(tx: &mut Tx) -> Result<i64> {
    let (orders,): (i64,) = tx
        .sql(
            "SELECT COUNT(*) FROM purchase_order WHERE state = 'activation_failed' \
             AND NOT EXISTS (SELECT 1 FROM refund WHERE order_id = purchase_order.id \
             AND refund.state <> 'refused')",
        )
        .one()
        .await?;
    Ok(orders)
}

/// Money that is here while nothing is active for it and nobody was told, which must never be: a
/// try that collected and neither paid its order nor opened a case, an order that awaits its
/// payment with all of it here, and a fulfilled one without a service.
pub async fn paid_not_active(tx: &mut Tx) -> Result<i64> {
    let (orders,): (i64,) = tx
        .sql(
            "SELECT (SELECT COUNT(*) FROM payment_attempt WHERE state = 'succeeded' \
              AND NOT EXISTS (SELECT 1 FROM payment WHERE attempt_id = payment_attempt.id) \
              AND NOT EXISTS (SELECT 1 FROM payment_case \
               WHERE attempt_id = payment_attempt.id)) \
             + (SELECT COUNT(*) FROM purchase_order \
              WHERE state = 'awaiting_payment' AND due > 0 AND due <= - \
              (SELECT COALESCE(SUM(amount), 0) FROM ledger_entry \
               WHERE order_id = purchase_order.id AND account = 'held')) \
             + (SELECT COUNT(*) FROM purchase_order \
              WHERE state = 'fulfilled' AND subscription_id IS NULL)",
        )
        .one()
        .await?;
    Ok(orders)
}
