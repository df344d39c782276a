//! Orders as somebody sees them who looks for the one that money was meant for.

use domain::Money;
use domain::id::AccountId;
use domain::party::Holder;
use domain::statement::{Name, OrderSeen};
use platform::{Error, Result, Tx};

use super::row::{OrderRow, order_columns, state};
use crate::store::json;

/// What the money of open credits may be meant for.
#[derive(Debug, Default)]
pub struct Candidates {
    /// The orders, each with what has arrived for it, as far as it can be read.
    pub orders: Vec<Result<OrderSeen>>,
    /// For whose of them the payers of open credits have paid before: IBAN and account.
    pub payers: Vec<(String, AccountId)>,
}

/// An order with one IBAN of those that paid for its account before; none on the only row of an order
/// without any.
#[derive(sqlx::FromRow)]
struct WithPayerRow {
    #[sqlx(flatten)]
    order: OrderRow,
    payer_iban: Option<String>,
}

/// Every order that waits for its payment, and whatever else is named in the text of an open credit, with
/// the payers of open credits who have paid for its account before. One statement.
pub async fn candidates(tx: &mut Tx) -> Result<Candidates> {
    let rows: Vec<Result<WithPayerRow>> = tx
        .sql(concat!(
            "SELECT ",
            order_columns!(),
            ", payer_iban FROM purchase_order LEFT JOIN \
             (SELECT DISTINCT paid.account_id AS payer_of, earlier.payer_iban AS payer_iban \
              FROM bank_credit AS earlier \
              JOIN purchase_order AS paid ON paid.id = earlier.order_id \
              WHERE earlier.state = 'accepted' AND earlier.payer_iban IN \
              (SELECT now_open.payer_iban FROM bank_credit AS now_open \
               WHERE now_open.state = 'open' AND now_open.payer_iban IS NOT NULL)) AS before_now \
             ON payer_of = account_id \
             WHERE state = 'awaiting_payment' OR number IN \
             (SELECT bank_credit_number.number FROM bank_credit_number \
             JOIN bank_credit ON bank_credit.id = credit_id WHERE bank_credit.state = 'open') \
             ORDER BY number, payer_iban"
        ))
        .each("purchase_order", "id")
        .await?;
    let mut found = Candidates::default();
    let mut last = None;
    for row in rows {
        match row {
            Ok(WithPayerRow { order, payer_iban }) => {
                found.payers.extend(payer_iban.map(|iban| (iban, order.account_id)));
                if last.replace(order.number) != Some(order.number) {
                    found.orders.push(seen(&order));
                }
            }
            Err(error) => found.orders.push(Err(error)),
        }
    }
    Ok(found)
}

fn seen(row: &OrderRow) -> Result<OrderSeen> {
    let corrupt = |column| move || Error::corrupt("purchase_order", column, row.id);
    let holder: Holder = json::read(&row.holder, corrupt("holder"))?;
    let holder = holder.party.name.to_string();
    Ok(OrderSeen {
        number: row.number,
        account: row.account_id,
        name: Name::of(&holder),
        holder,
        state: state(row).ok_or_else(corrupt("state"))?,
        due: Money::from_cents(row.due),
        held: Money::from_cents(row.held),
    })
}
