//! Orders as somebody sees them who looks for the one that money was meant for.

use domain::Money;
use domain::party::Holder;
use domain::statement::{Name, OrderSeen};
use platform::{Error, Result, Tx};

use super::row::{OrderRow, order_columns, select_orders, state};
use crate::store::json;

/// Every order that waits for its payment, and whatever else is named in the text of an open
/// credit, each with what has arrived for it, as far as it can be read.
pub async fn candidates(tx: &mut Tx) -> Result<Vec<Result<OrderSeen>>> {
    let rows: Vec<Result<OrderRow>> = tx
        .sql(select_orders!(
            "WHERE state = 'awaiting_payment' OR number IN \
             (SELECT bank_credit_number.number FROM bank_credit_number \
             JOIN bank_credit ON bank_credit.id = credit_id WHERE bank_credit.state = 'open') \
             ORDER BY number"
        ))
        .each("purchase_order", "id")
        .await?;
    Ok(rows.into_iter().map(|row| row.and_then(|row| seen(&row))).collect())
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
