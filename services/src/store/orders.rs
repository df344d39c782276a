//! Orders, their lines, and what was accepted with them.

mod wanted;

pub use wanted::wanted;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AccountId, IntentId, OrderId, SubscriptionId};
use domain::order::{
    Acceptance, CancelReason, FailureReason, Order, OrderKind, OrderState, PaymentMethod,
};
use domain::quote::{Line, LineKind};
use domain::vat::Totals;
use domain::{Money, Product};

use crate::store::{json, read_product};
use crate::{Error, Result, Tx};

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: OrderId,
    number: i64,
    account_id: AccountId,
    kind: OrderKind,
    service: String,
    subscription_id: Option<SubscriptionId>,
    holder: String,
    method: PaymentMethod,
    concluded_on: NaiveDate,
    discount: i64,
    net: i64,
    vat: i64,
    total: i64,
    due: i64,
    state: String,
    valid_until: NaiveDate,
    paid_on: Option<NaiveDate>,
    fulfilled_on: Option<NaiveDate>,
    failure: Option<FailureReason>,
    cancelled_on: Option<NaiveDate>,
    cancel_reason: Option<CancelReason>,
    committed_on: Option<NaiveDate>,
    commitment_failure: Option<FailureReason>,
}

#[derive(sqlx::FromRow)]
struct LineRow {
    order_id: OrderId,
    product: String,
    kind: String,
    quantity: i64,
    from_on: NaiveDate,
    until_on: NaiveDate,
    months: i64,
    yearly: i64,
    net: i64,
}

/// What the form of an order carries besides the quote.
#[derive(Clone, Debug)]
pub struct Form<'a> {
    pub intent: IntentId,
    pub digest: &'a str,
    pub discount_code: Option<&'a str>,
}

/// Stores a concluded order; false when its intent has made an order before, or when the account
/// has another order that waits for its payment.
pub async fn insert(
    tx: &mut Tx,
    order: &Order,
    form: &Form<'_>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let OrderState::AwaitingPayment { valid_until } = order.state else {
        return Err(Error::broken("a new order waits for its payment"));
    };
    let inserted = tx
        .sql(
            "INSERT INTO purchase_order (id, number, account_id, kind, service, subscription_id, \
             holder, method, intent_id, digest, concluded_on, concluded_at, discount_code, \
             discount, net, vat, total, due, state, valid_until) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
             $18, 'awaiting_payment', $19) ON CONFLICT DO NOTHING",
        )
        .bind(order.id)
        .bind(order.number)
        .bind(order.account)
        .bind(order.kind)
        .bind(order.service.code())
        .bind(order.subscription)
        .bind(json::write(&order.holder)?)
        .bind(order.method)
        .bind(form.intent)
        .bind(form.digest)
        .bind(order.concluded_on)
        .bind(now)
        .bind(form.discount_code)
        .bind(order.discount.cents())
        .bind(order.totals.net.cents())
        .bind(order.totals.vat.cents())
        .bind(order.totals.total.cents())
        .bind(order.totals.due.cents())
        .bind(valid_until)
        .run()
        .await?;
    if inserted == 1 {
        insert_lines(tx, order).await?;
    }
    Ok(inserted == 1)
}

async fn insert_lines(tx: &mut Tx, order: &Order) -> Result<()> {
    for (position, line) in (0_i64..).zip(&order.lines) {
        tx.sql(
            "INSERT INTO order_line (order_id, position, product, kind, quantity, from_on, \
             until_on, months, yearly, net) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(order.id)
        .bind(position)
        .bind(line.product.code())
        .bind(line.kind.as_str())
        .bind(i64::from(line.quantity))
        .bind(line.from)
        .bind(line.until)
        .bind(i64::from(line.months))
        .bind(line.yearly.cents())
        .bind(line.net.cents())
        .run()
        .await?;
    }
    Ok(())
}

/// One accepted text, as evidence.
#[derive(Clone, Debug)]
pub struct Accepted<'a> {
    pub what: Acceptance,
    pub text_version: &'a str,
    pub text_sha256: &'a str,
    pub address: &'a str,
}

pub async fn insert_acceptance(
    tx: &mut Tx,
    order: OrderId,
    accepted: &Accepted<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO acceptance (order_id, what, text_version, text_sha256, accepted_at, address) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(order)
    .bind(accepted.what)
    .bind(accepted.text_version)
    .bind(accepted.text_sha256)
    .bind(now)
    .bind(accepted.address)
    .run()
    .await?;
    Ok(())
}

/// What was accepted with an order, as evidence: what, text version, digest, moment, address.
pub async fn acceptances(
    tx: &mut Tx,
    order: OrderId,
) -> Result<Vec<(Acceptance, String, String, DateTime<Utc>, String)>> {
    tx.sql(
        "SELECT what, text_version, text_sha256, accepted_at, address FROM acceptance \
         WHERE order_id = $1 ORDER BY what",
    )
    .bind(order)
    .all()
    .await
}

/// Makes other units of work on this order wait, and tells whose it is.
pub async fn hold(tx: &mut Tx, number: i64) -> Result<AccountId> {
    let row: Option<(AccountId,)> = tx
        .sql("UPDATE purchase_order SET number = number WHERE number = $1 RETURNING account_id")
        .bind(number)
        .optional()
        .await?;
    row.map(|(account,)| account).ok_or(Error::NotFound("order"))
}

pub async fn by_number(tx: &mut Tx, number: i64) -> Result<Order> {
    let orders = select(tx, Filter { number: Some(number), ..Filter::default() }).await?;
    orders.into_iter().next().ok_or(Error::NotFound("order"))
}

pub async fn by_id(tx: &mut Tx, id: OrderId) -> Result<Order> {
    let row: Option<(i64,)> =
        tx.sql("SELECT number FROM purchase_order WHERE id = $1").bind(id).optional().await?;
    let (number,) = row.ok_or(Error::NotFound("order"))?;
    by_number(tx, number).await
}

/// The order that an intent has made for this account.
pub async fn of_intent(tx: &mut Tx, account: AccountId, intent: IntentId) -> Result<Option<Order>> {
    let filter = Filter { account: Some(account), intent: Some(intent), ..Filter::default() };
    Ok(select(tx, filter).await?.into_iter().next())
}

/// The orders of an account, newest first.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Order>> {
    select(tx, Filter { account: Some(account), ..Filter::default() }).await
}

/// The order of an account that waits for its payment: there is at most one.
pub async fn pending(tx: &mut Tx, account: AccountId) -> Result<Option<Order>> {
    let filter = Filter { account: Some(account), is_pending: true, ..Filter::default() };
    Ok(select(tx, filter).await?.into_iter().next())
}

/// What the panel says of the order that waits for its payment.
#[derive(Clone, Debug)]
pub struct Pending {
    pub number: i64,
    pub kind: OrderKind,
    pub due: Money,
    pub valid_until: NaiveDate,
    pub products: Vec<Product>,
}

/// The same order, and what is bought with it, in one statement.
pub async fn pending_products(tx: &mut Tx, account: AccountId) -> Result<Option<Pending>> {
    let rows: Vec<(OrderId, i64, OrderKind, i64, NaiveDate, Option<String>)> = tx
        .sql(
            "SELECT purchase_order.id, number, purchase_order.kind, due, valid_until, product FROM purchase_order \
             LEFT JOIN order_line ON order_line.order_id = purchase_order.id \
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

/// What lies on the office's desk, newest first: every order whose activation failed, however old,
/// and the newest, up to `newest` of each, of those that wait for their payment, of those that are
/// fulfilled and still to be settled, and of the fulfilled ones.
pub async fn on_desk(tx: &mut Tx, newest: i64) -> Result<Vec<Order>> {
    let rows: Vec<OrderRow> = tx
        .sql(
            "SELECT id, number, account_id, kind, service, subscription_id, holder, method, \
             concluded_on, discount, net, vat, total, due, state, valid_until, paid_on, \
             fulfilled_on, failure, cancelled_on, cancel_reason, committed_on, \
             commitment_failure FROM purchase_order \
             WHERE number IN (\
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
             ORDER BY number DESC",
        )
        .bind(newest)
        .all()
        .await?;
    let oldest = |state: &str| {
        let of_state = rows.iter().filter(|row| row.state == state);
        of_state.map(|row| row.number).min().unwrap_or(i64::MAX)
    };
    let (awaiting_from, fulfilled_from) = (oldest("awaiting_payment"), oldest("fulfilled"));
    let lines: Vec<LineRow> = tx
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
        .all()
        .await?;
    with_lines(rows, lines)
}

/// What to look for; what is left out does not matter.
#[derive(Clone, Copy, Debug, Default)]
struct Filter {
    number: Option<i64>,
    account: Option<AccountId>,
    intent: Option<IntentId>,
    /// Only what waits for its payment and is not fulfilled on a commitment.
    is_pending: bool,
}

/// The most orders that one page shows.
const PAGE: i64 = 200;

async fn select(tx: &mut Tx, filter: Filter) -> Result<Vec<Order>> {
    let rows: Vec<OrderRow> = tx
        .sql(
            "SELECT id, number, account_id, kind, service, subscription_id, holder, method, \
             concluded_on, discount, net, vat, total, due, state, valid_until, paid_on, \
             fulfilled_on, failure, cancelled_on, cancel_reason, committed_on, \
             commitment_failure FROM purchase_order \
             WHERE (CAST($1 AS BIGINT) IS NULL OR number = $1) \
             AND (CAST($2 AS UUID) IS NULL OR account_id = $2) \
             AND (CAST($3 AS UUID) IS NULL OR intent_id = $3) \
             AND ($4 = FALSE OR (state = 'awaiting_payment' AND committed_on IS NULL)) \
             ORDER BY number DESC LIMIT $5",
        )
        .bind(filter.number)
        .bind(filter.account)
        .bind(filter.intent)
        .bind(filter.is_pending)
        .bind(PAGE)
        .all()
        .await?;
    let Some(oldest) = rows.last() else { return Ok(Vec::new()) };
    let lines: Vec<LineRow> = tx
        .sql(
            "SELECT order_id, product, order_line.kind AS kind, quantity, from_on, until_on, \
             months, yearly, order_line.net AS net \
             FROM order_line JOIN purchase_order ON purchase_order.id = order_line.order_id \
             WHERE (CAST($1 AS BIGINT) IS NULL OR number = $1) \
             AND (CAST($2 AS UUID) IS NULL OR account_id = $2) \
             AND (CAST($3 AS UUID) IS NULL OR intent_id = $3) \
             AND ($4 = FALSE OR (state = 'awaiting_payment' AND committed_on IS NULL)) \
             AND number >= $5 ORDER BY order_id, position",
        )
        .bind(filter.number)
        .bind(filter.account)
        .bind(filter.intent)
        .bind(filter.is_pending)
        .bind(oldest.number)
        .all()
        .await?;
    with_lines(rows, lines)
}

fn with_lines(rows: Vec<OrderRow>, lines: Vec<LineRow>) -> Result<Vec<Order>> {
    let mut by_order: HashMap<OrderId, Vec<Line>> = HashMap::new();
    for row in lines {
        by_order.entry(row.order_id).or_default().push(line(&row)?);
    }
    rows.into_iter()
        .map(|row| {
            let lines = by_order.remove(&row.id).unwrap_or_default();
            order(row, lines)
        })
        .collect()
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

fn order(row: OrderRow, lines: Vec<Line>) -> Result<Order> {
    let id = row.id;
    let corrupt = |column| move || Error::corrupt("purchase_order", column, id);
    let state = state(&row).ok_or_else(corrupt("state"))?;
    Ok(Order {
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
        state,
    })
}

fn state(row: &OrderRow) -> Option<OrderState> {
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

/// The facts of a state, column by column.
#[derive(Default)]
struct StateColumns {
    state: &'static str,
    paid_on: Option<NaiveDate>,
    fulfilled_on: Option<NaiveDate>,
    failure: Option<FailureReason>,
    cancelled_on: Option<NaiveDate>,
    cancel_reason: Option<CancelReason>,
    committed_on: Option<NaiveDate>,
    commitment_failure: Option<FailureReason>,
}

impl From<OrderState> for StateColumns {
    fn from(state: OrderState) -> Self {
        let none = Self::default();
        match state {
            OrderState::AwaitingPayment { .. } => Self { state: "awaiting_payment", ..none },
            OrderState::Fulfilled { paid_on, fulfilled_on } => Self {
                state: "fulfilled",
                paid_on: Some(paid_on),
                fulfilled_on: Some(fulfilled_on),
                ..none
            },
            OrderState::ActivationFailed { paid_on, reason } => Self {
                state: "activation_failed",
                paid_on: Some(paid_on),
                failure: Some(reason),
                ..none
            },
            OrderState::FulfilledOnCommitment { committed_on } => {
                Self { state: "awaiting_payment", committed_on: Some(committed_on), ..none }
            }
            OrderState::CommitmentFailed { committed_on, reason } => Self {
                state: "awaiting_payment",
                committed_on: Some(committed_on),
                commitment_failure: Some(reason),
                ..none
            },
            OrderState::Cancelled { reason, on } => Self {
                state: "cancelled",
                cancelled_on: Some(on),
                cancel_reason: Some(reason),
                ..none
            },
        }
    }
}

/// Writes where an order stands. Besides its method, nothing else of it ever changes. That a
/// commitment was registered stays true whatever comes after it.
pub async fn save_state(tx: &mut Tx, order: &Order) -> Result<()> {
    let columns = StateColumns::from(order.state);
    tx.sql(
        "UPDATE purchase_order SET state = $2, paid_on = $3, fulfilled_on = $4, failure = $5, \
         cancelled_on = $6, cancel_reason = $7, subscription_id = $8, \
         committed_on = COALESCE($9, committed_on), \
         commitment_failure = COALESCE($10, commitment_failure) WHERE id = $1",
    )
    .bind(order.id)
    .bind(columns.state)
    .bind(columns.paid_on)
    .bind(columns.fulfilled_on)
    .bind(columns.failure)
    .bind(columns.cancelled_on)
    .bind(columns.cancel_reason)
    .bind(order.subscription)
    .bind(columns.committed_on)
    .bind(columns.commitment_failure)
    .run()
    .await?;
    Ok(())
}

/// Writes how an order that waits for its payment will be paid.
pub async fn save_method(tx: &mut Tx, order: OrderId, method: PaymentMethod) -> Result<()> {
    tx.sql("UPDATE purchase_order SET method = $2 WHERE id = $1")
        .bind(order)
        .bind(method)
        .run()
        .await?;
    Ok(())
}

/// An order that waits for its payment, as somebody who reminds customers sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Unpaid {
    pub number: i64,
    pub concluded_on: NaiveDate,
    pub valid_until: NaiveDate,
    pub reminders: i64,
}

/// Orders that wait for their payment and were concluded on `day` or before, by number, beginning
/// after `after`. Those whose letter of commitment lies in the office wait for the office.
pub async fn unpaid(tx: &mut Tx, day: NaiveDate, after: i64, limit: i64) -> Result<Vec<Unpaid>> {
    tx.sql(
        "SELECT number, concluded_on, valid_until, reminders FROM purchase_order \
         WHERE state = 'awaiting_payment' AND committed_on IS NULL \
         AND NOT EXISTS (SELECT 1 FROM commitment \
         WHERE commitment.order_id = purchase_order.id AND decision IS NULL) \
         AND concluded_on <= $1 AND number > $2 \
         ORDER BY number LIMIT $3",
    )
    .bind(day)
    .bind(after)
    .bind(limit)
    .all()
    .await
}

/// How many reminders have left for an order.
pub async fn reminders(tx: &mut Tx, order: OrderId) -> Result<i64> {
    let (sent,): (i64,) =
        tx.sql("SELECT reminders FROM purchase_order WHERE id = $1").bind(order).one().await?;
    Ok(sent)
}

/// Notes how many reminders have left.
pub async fn save_reminders(tx: &mut Tx, order: OrderId, sent: i64) -> Result<()> {
    tx.sql("UPDATE purchase_order SET reminders = $2 WHERE id = $1")
        .bind(order)
        .bind(sent)
        .run()
        .await?;
    Ok(())
}
