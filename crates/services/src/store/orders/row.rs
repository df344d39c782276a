//! How orders and their lines are read.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::Money;
use domain::id::{AccountId, OrderId, SubscriptionId};
use domain::order::{CancelReason, FailureReason, Order, OrderFacts, OrderKind, PaymentMethod};
use domain::quote::{Line, LineKind};
use domain::vat::Totals;
use platform::{Error, Result};

use super::state::state;
use crate::store::{json, read_product};

/// Reads [`OrderRow`]s; the rest says which.
macro_rules! select_orders {
    ($($which:tt)+) => {
        concat!(
            "SELECT id, number, account_id, kind, service, subscription_id, holder, method, \
             concluded_on, discount, net, vat, total, due, state, valid_until, paid_on, \
             fulfilled_on, failure, cancelled_on, cancel_reason, committed_on, \
             commitment_failure, (SELECT CAST(COALESCE(-SUM(amount), 0) AS BIGINT) \
             FROM ledger_entry WHERE ledger_entry.order_id = purchase_order.id \
             AND ledger_entry.account = 'held') AS held FROM purchase_order ",
            $($which)+
        )
    };
}

pub(super) use select_orders;

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

#[derive(sqlx::FromRow)]
pub struct LineRow {
    pub order_id: OrderId,
    pub product: String,
    pub kind: String,
    pub quantity: i64,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    pub months: i64,
    pub yearly: i64,
    pub net: i64,
}

/// Each order with its lines. One that cannot be read, or has a line that cannot, does not hide the
/// others.
pub fn with_lines(rows: Vec<Result<OrderRow>>, lines: Vec<Result<LineRow>>) -> Vec<Result<Order>> {
    let mut by_order: HashMap<String, Result<Vec<Line>>> = HashMap::new();
    for read in lines {
        match read.and_then(|row| Ok((row.order_id.to_string(), line(&row)?))) {
            Ok((order, line)) => {
                if let Ok(lines) = by_order.entry(order).or_insert(Ok(Vec::new())) {
                    lines.push(line);
                }
            }
            Err(Error::Corrupt { table, column, id }) => {
                by_order.insert(id.clone(), Err(Error::Corrupt { table, column, id }));
            }
            Err(error) => return vec![Err(error)],
        }
    }
    rows.into_iter()
        .map(|read| {
            let row = read?;
            let lines = by_order.remove(&row.id.to_string()).unwrap_or(Ok(Vec::new()))?;
            order(&row, lines)
        })
        .collect()
}

fn order(row: &OrderRow, lines: Vec<Line>) -> Result<Order> {
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

fn line(row: &LineRow) -> Result<Line> {
    let corrupt = |column| move || Error::corrupt("order_line", column, row.order_id);
    let kind = [LineKind::Purchase, LineKind::Extension, LineKind::Renewal]
        .into_iter()
        .find(|kind| kind.as_str() == row.kind)
        .ok_or_else(corrupt("kind"))?;
    Ok(Line {
        product: read_product(&row.product, corrupt("product"))?,
        kind,
        quantity: u32::try_from(row.quantity).map_err(|_| corrupt("quantity")())?,
        from: row.from_on,
        until: row.until_on,
        months: u32::try_from(row.months).map_err(|_| corrupt("months")())?,
        yearly: Money::from_cents(row.yearly),
        net: Money::from_cents(row.net),
    })
}
