//! The books: entries that sum to nothing and never change.

use chrono::{DateTime, Utc};
use domain::id::OrderId;
use domain::ledger::{Booking, LedgerAccount};
use platform::{Result, Tx};
use uuid::Uuid;

/// Books entries for an order, or for nobody's.
pub async fn book(
    tx: &mut Tx,
    id: Uuid,
    order: Option<OrderId>,
    booking: &Booking,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    for entry in booking.entries() {
        tx.sql(
            "INSERT INTO ledger_entry (booking_id, account, order_id, amount, booked_at, reason) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(entry.account)
        .bind(order)
        .bind(entry.cents)
        .bind(now)
        .bind(reason)
        .run()
        .await?;
    }
    Ok(())
}

/// What an account holds for one order, in cents.
pub async fn balance_of_order(tx: &mut Tx, order: OrderId, account: LedgerAccount) -> Result<i64> {
    let (cents,): (i64,) = tx
        .sql(
            "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry \
             WHERE order_id = $1 AND account = $2",
        )
        .bind(order)
        .bind(account)
        .one()
        .await?;
    Ok(cents)
}

/// What each account holds in all, in cents.
#[cfg(feature = "testing")]
pub async fn balances(tx: &mut Tx) -> Result<Vec<(LedgerAccount, i64)>> {
    tx.sql(
        "SELECT account, CAST(SUM(amount) AS BIGINT) FROM ledger_entry \
         GROUP BY account ORDER BY account",
    )
    .all()
    .await
}

/// Bookings whose entries do not sum to 0: there must be none.
#[cfg(feature = "testing")]
pub async fn unbalanced(tx: &mut Tx) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx
        .sql("SELECT booking_id FROM ledger_entry GROUP BY booking_id HAVING SUM(amount) <> 0")
        .all()
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
