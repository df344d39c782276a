//! What has happened to an order, read together from wherever it is noted.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::OrderId;
use domain::order::Happened;
use platform::{Result, Tx};

/// Something that has happened. Of some things only the day is known.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Noted {
    pub at: Option<DateTime<Utc>>,
    pub day: Option<NaiveDate>,
    pub what: Happened,
    /// A member of staff, the provider, or the shop itself; none for the customer.
    pub by_whom: Option<String>,
    /// Cents.
    pub amount: Option<i64>,
}

/// All that has happened to an order, in no order.
pub async fn history(tx: &mut Tx, order: OrderId) -> Result<Vec<Noted>> {
    tx.sql(
        "SELECT concluded_at AS at, CAST(NULL AS DATE) AS day, 'concluded' AS what, \
         CAST(NULL AS TEXT) AS by_whom, due AS amount FROM purchase_order WHERE id = $1 \
         UNION ALL SELECT NULL, fulfilled_on, 'fulfilled', NULL, NULL FROM purchase_order \
         WHERE id = $1 AND fulfilled_on IS NOT NULL \
         UNION ALL SELECT NULL, cancelled_on, 'cancelled', NULL, NULL FROM purchase_order \
         WHERE id = $1 AND cancelled_on IS NOT NULL \
         UNION ALL SELECT registered_at, NULL, 'paid', registered_by, amount FROM payment \
         WHERE order_id = $1 \
         UNION ALL SELECT begun_at, NULL, 'payment_refused', provider, amount \
         FROM payment_attempt WHERE order_id = $1 AND state = 'refused' \
         UNION ALL SELECT opened_at, NULL, 'set_aside', NULL, amount FROM payment_case \
         WHERE order_id = $1 AND kind <> 'never_answered' \
         UNION ALL SELECT closed_at, NULL, 'decided', closed_by, amount FROM payment_case \
         WHERE order_id = $1 AND closed_at IS NOT NULL \
         UNION ALL SELECT asked_at, NULL, 'refund_asked', asked_by, amount FROM refund \
         WHERE order_id = $1 \
         UNION ALL SELECT done_at, NULL, 'refund_done', COALESCE(approved_by, asked_by), amount \
         FROM refund WHERE order_id = $1 AND done_at IS NOT NULL \
         UNION ALL SELECT sent_at, NULL, 'commitment_sent', NULL, NULL FROM commitment \
         WHERE order_id = $1 \
         UNION ALL SELECT NULL, decided_on, CASE decision WHEN 'registered' \
         THEN 'commitment_registered' ELSE 'commitment_refused' END, decided_by, NULL FROM commitment \
         WHERE order_id = $1 AND decision IS NOT NULL",
    )
    .bind(order)
    .all()
    .await
}
