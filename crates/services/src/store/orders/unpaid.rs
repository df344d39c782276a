//! Orders that wait for their payment, as somebody who reminds customers sees them.

use chrono::NaiveDate;
use domain::id::OrderId;
use platform::{Error, Result, Tx};

/// An order that waits for its payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Unpaid {
    pub number: i64,
    pub concluded_on: NaiveDate,
    pub valid_until: NaiveDate,
    pub reminders: i64,
}

/// Orders that wait for their payment and were concluded on `day` or before, by number, beginning
/// after `after`. Those whose commitment document lies in the office wait for the office.
pub async fn unpaid(
    tx: &mut Tx,
    day: NaiveDate,
    after: i64,
    limit: i64,
) -> Result<Vec<Result<Unpaid>>> {
    tx.sql(
        "SELECT id, number, concluded_on, valid_until, reminders FROM purchase_order \
         WHERE state = 'awaiting_payment' AND committed_on IS NULL \
         AND NOT EXISTS (SELECT 1 FROM commitment \
         WHERE commitment.order_id = purchase_order.id AND decision IS NULL) \
         AND concluded_on <= $1 AND number > $2 \
         ORDER BY number LIMIT $3",
    )
    .bind(day)
    .bind(after)
    .bind(limit)
    .each("purchase_order", "id")
    .await
}

/// How many reminders have left for an order; `Corrupt` when that cannot be read.
pub async fn reminders(tx: &mut Tx, order: OrderId) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .sql("SELECT reminders, id FROM purchase_order WHERE id = $1")
        .bind(order)
        .found("purchase_order", "id")
        .await?;
    row.map(|(sent,)| sent).ok_or(Error::NotFound("order"))
}

/// Notes how many reminders have left.
pub async fn save_reminders(tx: &mut Tx, order: OrderId, sent: i64) -> Result<()> {
    tx.sql("UPDATE purchase_order SET reminders = $2 WHERE id = $1")
        .bind(order)
        .bind(sent)
        .run()
        .await?;
    Ok(())
}
