//! The payment of an order: at most one, never changed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::id::{AttemptId, OrderId, PaymentId};
use domain::order::PaymentMethod;
use platform::{Result, Tx};

/// The money that paid an order.
#[derive(Clone, Debug)]
pub struct Payment<'a> {
    pub id: PaymentId,
    pub attempt: Option<AttemptId>,
    pub amount: Money,
    pub method: PaymentMethod,
    pub paid_on: NaiveDate,
    pub registered_by: &'a str,
}

/// Stores the payment of an order; false when it has one already.
pub async fn insert(
    tx: &mut Tx,
    order: OrderId,
    payment: &Payment<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO payment (id, order_id, attempt_id, amount, method, paid_on, \
             registered_at, registered_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT DO NOTHING",
        )
        .bind(payment.id)
        .bind(order)
        .bind(payment.attempt)
        .bind(payment.amount.cents())
        .bind(payment.method)
        .bind(payment.paid_on)
        .bind(now)
        .bind(payment.registered_by)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// How much paid an order; none when nothing has.
pub async fn of_order(tx: &mut Tx, order: OrderId) -> Result<Option<Money>> {
    let row: Option<(i64,)> =
        tx.sql("SELECT amount FROM payment WHERE order_id = $1").bind(order).optional().await?;
    Ok(row.map(|(cents,)| Money::from_cents(cents)))
}

/// The sum of all payments, for the books.
#[cfg(feature = "testing")]
pub async fn total(tx: &mut Tx) -> Result<Money> {
    let (cents,): (i64,) =
        tx.sql("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM payment").one().await?;
    Ok(Money::from_cents(cents))
}
