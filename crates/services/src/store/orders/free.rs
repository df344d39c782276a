//! What a service has for nothing.

use domain::Product;
use domain::subscription::Subscription;
use platform::{Result, Tx};

/// What is in the orders that brought a service what it has, also on a commitment that is still to be
/// paid, and nothing was ever asked for it. A line that cannot be read is
/// told by whatever shows its order.
pub async fn never_paid(tx: &mut Tx, service: &Subscription) -> Result<Vec<Product>> {
    let rows: Vec<(String,)> = tx
        .sql(
            "SELECT product FROM order_line \
             JOIN purchase_order ON purchase_order.id = order_line.order_id \
             WHERE account_id = $1 AND subscription_id = $2 AND (state = 'fulfilled' \
             OR (state = 'awaiting_payment' AND committed_on IS NOT NULL \
             AND commitment_failure IS NULL)) \
             GROUP BY product HAVING SUM(order_line.net) = 0 ORDER BY product",
        )
        .bind(service.account)
        .bind(service.id)
        .all()
        .await?;
    Ok(rows.into_iter().filter_map(|(code,)| code.parse().ok()).collect())
}
