//! The orders on the office's desk.

use domain::order::Order;
use platform::{Result, Tx};

use super::row::{LineRow, OrderRow, select_orders, with_lines};

/// What lies on the office's desk, newest first: every order whose activation failed, however old,
/// and the newest, up to `newest` of each, of those that wait for their payment, of those that are
/// fulfilled and still to be settled, and of the fulfilled ones. Each as far as it can be read.
pub async fn on_desk(tx: &mut Tx, newest: i64) -> Result<Vec<Result<Order>>> {
    let rows: Vec<Result<OrderRow>> = tx
        .sql(select_orders!(
            "WHERE number IN (\
             SELECT number FROM purchase_order WHERE state = 'activation_failed' \
             OR (state = 'awaiting_payment' AND commitment_failure IS NOT NULL) \
             UNION ALL SELECT number FROM (SELECT number FROM purchase_order \
             WHERE state = 'awaiting_payment' AND committed_on IS NULL \
             ORDER BY number DESC LIMIT $1) AS awaiting \
             UNION ALL SELECT number FROM (SELECT number FROM purchase_order \
             WHERE state = 'awaiting_payment' AND committed_on IS NOT NULL \
             AND commitment_failure IS NULL ORDER BY number DESC LIMIT $1) AS committed \
             UNION ALL SELECT number FROM (SELECT number FROM purchase_order \
             WHERE state = 'fulfilled' ORDER BY number DESC LIMIT $1) AS fulfilled) \
             ORDER BY number DESC"
        ))
        .bind(newest)
        .each("purchase_order", "id")
        .await?;
    let oldest = |state: &str| {
        let of_state = rows.iter().flatten().filter(|row| row.state == state);
        of_state.map(|row| row.number).min().unwrap_or(i64::MAX)
    };
    let (awaiting_from, fulfilled_from) = (oldest("awaiting_payment"), oldest("fulfilled"));
    let lines: Vec<Result<LineRow>> = tx
        .sql(
            "SELECT order_id, product, order_line.kind AS kind, quantity, from_on, until_on, \
             months, yearly, order_line.net AS net \
             FROM order_line JOIN purchase_order ON purchase_order.id = order_line.order_id \
             WHERE state = 'activation_failed' \
             OR (state = 'awaiting_payment' AND number >= $1) \
             OR (state = 'fulfilled' AND number >= $2) ORDER BY order_id, position",
        )
        .bind(awaiting_from)
        .bind(fulfilled_from)
        .each("order_line", "order_id")
        .await?;
    Ok(with_lines(rows, lines))
}
