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

/// The columns of a [`PendingRow`], of the order that is called `waiting`.
macro_rules! pending_columns {
    () => {
        "waiting.id AS waiting_id, waiting.number AS waiting_number, \
         waiting.kind AS waiting_kind, waiting.valid_until AS waiting_until, \
         waiting.due + (SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_entry \
          WHERE ledger_entry.order_id = waiting.id \
          AND ledger_entry.account = 'held') AS waiting_due, \
         (SELECT string_agg(product, '_' ORDER BY position) FROM order_line \
          WHERE order_line.order_id = waiting.id \
          AND order_line.kind = 'purchase') AS waiting_products"
    };
}

pub(in crate::store) use pending_columns;

/// An order that waits, or nothing of it where none does.
#[derive(sqlx::FromRow)]
#[expect(clippy::struct_field_names, reason = "they stand beside the columns of a renewal")]
pub struct PendingRow {
    waiting_id: Option<OrderId>,
    waiting_number: Option<i64>,
    waiting_kind: Option<OrderKind>,
    waiting_until: Option<NaiveDate>,
    waiting_due: Option<i64>,
    /// Their codes; none of an order in which nothing is bought.
    waiting_products: Option<String>,
}

impl PendingRow {
    pub fn read(self) -> Result<Option<Pending>> {
        let Self {
            waiting_id: Some(id),
            waiting_number: Some(number),
            waiting_kind: Some(kind),
            waiting_until: Some(valid_until),
            waiting_due: Some(due),
            waiting_products,
        } = self
        else {
            return Ok(None);
        };
        let products = waiting_products.iter().flat_map(|codes| codes.split('_'));
        let products = products
            .map(|code| read_product(code, || Error::corrupt("order_line", "product", id)))
            .collect::<Result<_>>()?;
        Ok(Some(Pending { number, kind, due: Money::from_cents(due), valid_until, products }))
    }
}

/// The one of an account, in one statement.
pub async fn pending_products(tx: &mut Tx, account: AccountId) -> Result<Option<Pending>> {
    let row: Option<PendingRow> = tx
        .sql(concat!(
            "SELECT ",
            pending_columns!(),
            " FROM purchase_order AS waiting WHERE waiting.account_id = $1 \
             AND waiting.state = 'awaiting_payment' AND waiting.committed_on IS NULL"
        ))
        .bind(account)
        .optional()
        .await?;
    row.map_or(Ok(None), PendingRow::read)
}
