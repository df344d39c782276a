//! What the panel says of the order that waits for its payment.

use chrono::NaiveDate;
use domain::id::{AccountId, OrderId};
use domain::order::OrderKind;
use domain::{Money, Product};
use platform::{Error, Result, Tx};

use crate::store::read_product;

/// An order that waits for its payment, and what is bought with it.
#[derive(Clone, Debug)]
pub struct Pending {
    pub number: i64,
    pub kind: OrderKind,
    /// What still has to arrive.
    pub due: Money,
    pub valid_until: NaiveDate,
    pub products: Vec<Product>,
}

/// The one of an account, in one statement.
pub async fn pending_products(tx: &mut Tx, account: AccountId) -> Result<Option<Pending>> {
    let rows: Vec<(OrderId, i64, OrderKind, i64, NaiveDate, Option<String>)> = tx
        .sql(
            "SELECT purchase_order.id, number, purchase_order.kind, due + (SELECT \
             CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry WHERE \
             ledger_entry.order_id = purchase_order.id AND account = 'held') AS due, \
             valid_until, product FROM purchase_order LEFT JOIN order_line ON order_line.order_id = purchase_order.id \
             AND order_line.kind = 'purchase' \
             WHERE account_id = $1 AND state = 'awaiting_payment' AND committed_on IS NULL \
             ORDER BY position",
        )
        .bind(account)
        .all()
        .await?;
    let Some(&(id, number, kind, due, valid_until, _)) = rows.first() else { return Ok(None) };
    let products = rows
        .iter()
        .filter_map(|(.., code)| code.as_deref())
        .map(|code| read_product(code, || Error::corrupt("order_line", "product", id)))
        .collect::<Result<_>>()?;
    Ok(Some(Pending { number, kind, due: Money::from_cents(due), valid_until, products }))
}
