//! What waits for a moment that no right clock would have named.

use chrono::{DateTime, NaiveDate, Utc};
use platform::{Result, Tx};

/// Whatever was put off, or begun, later than `farthest` is due, or begun, now; tells how many rows.
///
/// Sessions go by the machine's clock and not by the shop's: [`platform::sessions::Sessions::shorten`].
pub async fn bring_back(tx: &mut Tx, now: DateTime<Utc>, farthest: DateTime<Utc>) -> Result<u64> {
    let mut rows = 0;
    for statement in [
        "UPDATE outbox SET not_before = $1 WHERE delivered_at IS NULL AND not_before > $2",
        "UPDATE payment_attempt SET next_question_at = $1 WHERE next_question_at > $2",
        // The newest try of an order is the one that began last.
        "UPDATE payment_attempt SET begun_at = $1 WHERE begun_at > $2",
        "UPDATE method_setup SET next_question_at = $1 WHERE next_question_at > $2",
        "UPDATE method_setup SET begun_at = $1 WHERE begun_at > $2",
        "UPDATE provider_event SET retry_at = $1 WHERE retry_at > $2",
        "UPDATE demo_payment SET answers_from = $1 WHERE answers_from > $2",
        // Otherwise it would be kept for as long as the clock was ahead.
        "UPDATE cart SET touched_at = $1 WHERE touched_at > $2",
    ] {
        rows += tx.sql(statement).bind(now).bind(farthest).run().await?;
    }
    rows += tx
        .sql("UPDATE outbox SET lease = NULL, leased_until = NULL WHERE leased_until > $1")
        .bind(farthest)
        .run()
        .await?;
    Ok(rows)
}

/// Agendas that were told up to a day after `farthest` are due today; tells how many.
pub async fn bring_agendas_back(tx: &mut Tx, today: NaiveDate, farthest: NaiveDate) -> Result<u64> {
    tx.sql("UPDATE configuration_step SET agenda_told = $1 WHERE agenda_told > $2")
        .bind(today)
        .bind(farthest)
        .run()
        .await
}
