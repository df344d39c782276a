//! Orders that wait for their payment, as somebody who reminds customers sees them.

use chrono::NaiveDate;
use domain::id::OrderId;
use platform::{Result, Tx};

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
pub async fn unpaid(tx: &mut Tx, day: NaiveDate, after: i64, limit: i64) -> Result<Vec<Unpaid>> {
    tx.sql(
        "SELECT number, concluded_on, valid_until, reminders FROM purchase_order \
         WHERE state = 'awaiting_payment' AND committed_on IS NULL \
         AND NOT EXISTS (SELECT 1 FROM commitment \
         WHERE commitment.order_id = purchase_order.id AND decision IS NULL) \
         AND concluded_on <= $1 AND number > $2 \
         ORDER BY number LIMIT $3",
    )
    .bind(day)
    .bind(after)
    .bind(limit)
    .all()
    .await
}

/// How many reminders have left for an order.
pub async fn reminders(tx: &mut Tx, order: OrderId) -> Result<i64> {
    let (sent,): (i64,) =
        tx.sql("SELECT reminders FROM purchase_order WHERE id = $1").bind(order).one().await?;
    Ok(sent)
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
