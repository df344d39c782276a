//! How orders and their lines are read.

use chrono::NaiveDate;
use domain::Money;
use domain::id::{AccountId, OrderId, SubscriptionId};
use domain::order::{
    CancelReason, FailureReason, Order, OrderFacts, OrderKind, OrderState, PaymentMethod,
};
use domain::quote::{Line, LineKind};
use domain::vat::Totals;
use platform::{Error, Result};

use crate::store::{json, read_product};

/// The columns of an [`OrderRow`].
macro_rules! order_columns {
    () => {
        "purchase_order.id AS id, number, account_id, purchase_order.kind AS kind, service, \
         subscription_id, holder, method, concluded_on, discount, purchase_order.net AS net, vat, \
         total, due, state, valid_until, paid_on, fulfilled_on, failure, cancelled_on, \
         cancel_reason, committed_on, commitment_failure, \
         (SELECT CAST(COALESCE(-SUM(amount), 0) AS BIGINT) FROM ledger_entry \
         WHERE ledger_entry.order_id = purchase_order.id \
         AND ledger_entry.account = 'held') AS held"
    };
}

/// Reads [`OrderRow`]s; the rest says which.
macro_rules! select_orders {
    ($($which:tt)+) => {
        concat!("SELECT ", order_columns!(), " FROM purchase_order ", $($which)+)
    };
}

/// Reads a [`WithLineRow`] for each line of orders, one order after the other; the rest says which.
macro_rules! select_orders_with_lines {
    ($($which:tt)+) => {
        concat!(
            "SELECT ",
            order_columns!(),
            ", order_line.product AS line_product, COALESCE(order_line.kind, '') AS line_kind, \
             COALESCE(quantity, 0) AS line_quantity, COALESCE(from_on, concluded_on) AS line_from_on, \
             COALESCE(until_on, concluded_on) AS line_until_on, COALESCE(months, 0) AS line_months, \
             COALESCE(yearly, 0) AS line_yearly, COALESCE(order_line.net, 0) AS line_net \
             FROM purchase_order LEFT JOIN order_line ON order_line.order_id = purchase_order.id \
             WHERE number IN (SELECT number FROM purchase_order ",
            $($which)+,
            ") ORDER BY number DESC, position"
        )
    };
}

pub(super) use {order_columns, select_orders, select_orders_with_lines};

#[derive(sqlx::FromRow)]
pub struct OrderRow {
    pub id: OrderId,
    pub number: i64,
    pub account_id: AccountId,
    pub kind: OrderKind,
    pub service: String,
    pub subscription_id: Option<SubscriptionId>,
    pub holder: String,
    pub method: PaymentMethod,
    pub concluded_on: NaiveDate,
    pub discount: i64,
    pub net: i64,
    pub vat: i64,
    pub total: i64,
    pub due: i64,
    pub state: String,
    pub valid_until: NaiveDate,
    pub paid_on: Option<NaiveDate>,
    pub fulfilled_on: Option<NaiveDate>,
    pub failure: Option<FailureReason>,
    pub cancelled_on: Option<NaiveDate>,
    pub cancel_reason: Option<CancelReason>,
    pub committed_on: Option<NaiveDate>,
    pub commitment_failure: Option<FailureReason>,
    pub held: i64,
}

/// An order with one of its lines.
#[derive(sqlx::FromRow)]
pub struct WithLineRow {
    #[sqlx(flatten)]
    pub order: OrderRow,
    /// None on the only row of an order without lines.
    line_product: Option<String>,
    line_kind: String,
    line_quantity: i64,
    line_from_on: NaiveDate,
    line_until_on: NaiveDate,
    line_months: i64,
    line_yearly: i64,
    line_net: i64,
}

/// An order as its row has it, and its lines.
type WithLines = (OrderRow, Vec<Line>);

/// Each order with its lines, from rows that come one order after the other. One that cannot be read,
/// or has a line that cannot, does not hide the others.
pub fn with_lines(rows: Vec<Result<WithLineRow>>) -> Vec<Result<Order>> {
    let mut found: Vec<(String, Result<WithLines>)> = Vec::new();
    for row in rows {
        let (id, read) = match row {
            Ok(row) => (row.order.id.to_string(), line(&row).map(|line| (row.order, line))),
            Err(error) => match of_line(error) {
                Error::Corrupt { table, column, id } => {
                    (id.clone(), Err(Error::Corrupt { table, column, id }))
                }
                error => return vec![Err(error)],
            },
        };
        match found.last_mut().filter(|(of, _)| *of == id) {
            Some((_, whole)) => match read {
                Ok((_, line)) => {
                    if let Ok((_, lines)) = whole {
                        lines.extend(line);
                    }
                }
                Err(error) => *whole = Err(error),
            },
            None => found.push((id, read.map(|(order, line)| (order, line.into_iter().collect())))),
        }
    }
    let whole = |read: Result<WithLines>| read.and_then(|(row, lines)| order(&row, lines));
    found.into_iter().map(|(_, read)| whole(read)).collect()
}

/// A column of a line that does not fit is named as it is in its own table.
fn of_line(error: Error) -> Error {
    match error {
        Error::Corrupt { column, id, .. } if column.starts_with("line_") => {
            Error::corrupt("order_line", column.trim_start_matches("line_").to_owned(), id)
        }
        error => error,
    }
}

/// An order as its row has it.
pub fn order(row: &OrderRow, lines: Vec<Line>) -> Result<Order> {
    let id = row.id;
    let corrupt = |column| move || Error::corrupt("purchase_order", column, id);
    let state = state(row).ok_or_else(corrupt("state"))?;
    Ok(Order::restore(OrderFacts {
        id,
        number: row.number,
        account: row.account_id,
        kind: row.kind,
        service: read_product(&row.service, corrupt("service"))?,
        subscription: row.subscription_id,
        holder: json::read(&row.holder, corrupt("holder"))?,
        method: row.method,
        concluded_on: row.concluded_on,
        lines,
        discount: Money::from_cents(row.discount),
        totals: Totals {
            net: Money::from_cents(row.net),
            vat: Money::from_cents(row.vat),
            total: Money::from_cents(row.total),
            due: Money::from_cents(row.due),
        },
        held: Money::from_cents(row.held),
        state,
    }))
}

/// Where it stands; none when the columns contradict each other.
pub fn state(row: &OrderRow) -> Option<OrderState> {
    Some(match row.state.as_str() {
        "awaiting_payment" => match (row.committed_on, row.commitment_failure) {
            (None, None) => OrderState::AwaitingPayment { valid_until: row.valid_until },
            (Some(committed_on), None) => OrderState::FulfilledOnCommitment { committed_on },
            (Some(committed_on), Some(reason)) => {
                OrderState::CommitmentFailed { committed_on, reason }
            }
            (None, Some(_)) => return None,
        },
        "fulfilled" => {
            OrderState::Fulfilled { paid_on: row.paid_on?, fulfilled_on: row.fulfilled_on? }
        }
        "activation_failed" => {
            OrderState::ActivationFailed { paid_on: row.paid_on?, reason: row.failure? }
        }
        "cancelled" => OrderState::Cancelled { reason: row.cancel_reason?, on: row.cancelled_on? },
        _ => return None,
    })
}

/// The line of a row, if it has one.
fn line(row: &WithLineRow) -> Result<Option<Line>> {
    let Some(product) = &row.line_product else { return Ok(None) };
    let corrupt = |column| move || Error::corrupt("order_line", column, row.order.id);
    let kind = [LineKind::Purchase, LineKind::Extension, LineKind::Renewal]
        .into_iter()
        .find(|kind| kind.as_str() == row.line_kind)
        .ok_or_else(corrupt("kind"))?;
    Ok(Some(Line {
        product: read_product(product, corrupt("product"))?,
        kind,
        quantity: u32::try_from(row.line_quantity).map_err(|_| corrupt("quantity")())?,
        from: row.line_from_on,
        until: row.line_until_on,
        months: u32::try_from(row.line_months).map_err(|_| corrupt("months")())?,
        yearly: Money::from_cents(row.line_yearly),
        net: Money::from_cents(row.line_net),
    }))
}
