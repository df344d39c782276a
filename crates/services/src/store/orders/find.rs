//! Orders, looked for by their number, their account or their intent.

use chrono::NaiveDate;
use domain::id::{AccountId, IntentId, OrderId, SubscriptionId};
use domain::order::Order;
use platform::{Error, Result, Tx};

use super::row::{WithLineRow, order_columns, select_orders_with_lines, with_lines};

pub async fn by_number(tx: &mut Tx, number: i64) -> Result<Order> {
    let orders = select(tx, Filter { number: Some(number), ..Filter::default() }).await?;
    orders.into_iter().next().ok_or(Error::NotFound("order"))?
}

/// The order of this account with this number. Somebody else's is not found, whether it can be read
/// or not.
pub async fn own(tx: &mut Tx, account: AccountId, number: i64) -> Result<Order> {
    let filter = Filter { account: Some(account), number: Some(number), ..Filter::default() };
    select(tx, filter).await?.into_iter().next().ok_or(Error::NotFound("order"))?
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
    select(tx, filter).await?.into_iter().next().transpose()
}

/// The orders of an account, newest first, each as far as it can be read.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Result<Order>>> {
    select(tx, Filter { account: Some(account), ..Filter::default() }).await
}

/// The newest orders of an account, or of one of its services, each as far as it can be read.
pub async fn newest(
    tx: &mut Tx,
    account: AccountId,
    service: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<Result<Order>>> {
    let filter = Filter { account: Some(account), service, limit, ..Filter::default() };
    select(tx, filter).await
}

/// The order of an account that waits for its payment: there is at most one.
pub async fn pending(tx: &mut Tx, account: AccountId) -> Result<Option<Order>> {
    let filter = Filter { account: Some(account), is_pending: true, ..Filter::default() };
    select(tx, filter).await?.into_iter().next().transpose()
}

/// The orders that wait for the payment of accounts whose service expires behind one place and up to
/// another, each as far as it can be read.
pub async fn pending_among(
    tx: &mut Tx,
    after: (NaiveDate, SubscriptionId),
    last: (NaiveDate, SubscriptionId),
) -> Result<Vec<Result<Order>>> {
    let rows: Vec<Result<WithLineRow>> = tx
        .sql(select_orders_with_lines!(
            "WHERE state = 'awaiting_payment' AND committed_on IS NULL AND account_id IN \
             (SELECT service.account_id FROM subscription AS service \
              WHERE service.closed_on IS NULL \
              AND (service.expires_on, service.id) > ($1, $2) \
              AND (service.expires_on, service.id) <= ($3, $4))"
        ))
        .bind(after.0)
        .bind(after.1)
        .bind(last.0)
        .bind(last.1)
        .each("purchase_order", "id")
        .await?;
    Ok(with_lines(rows))
}

/// What to look for; what is left out does not matter.
#[derive(Clone, Copy, Debug)]
struct Filter {
    number: Option<i64>,
    account: Option<AccountId>,
    intent: Option<IntentId>,
    /// Only what waits for its payment and is not fulfilled on a commitment.
    is_pending: bool,
    service: Option<SubscriptionId>,
    limit: i64,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            number: None,
            account: None,
            intent: None,
            is_pending: false,
            service: None,
            limit: PAGE,
        }
    }
}

/// The most orders that one page shows.
const PAGE: i64 = 200;

async fn select(tx: &mut Tx, filter: Filter) -> Result<Vec<Result<Order>>> {
    let rows: Vec<Result<WithLineRow>> = tx
        .sql(select_orders_with_lines!(
            "WHERE (CAST($1 AS BIGINT) IS NULL OR number = $1) \
             AND (CAST($2 AS UUID) IS NULL OR account_id = $2) \
             AND (CAST($3 AS UUID) IS NULL OR intent_id = $3) \
             AND ($4 = FALSE OR (state = 'awaiting_payment' AND committed_on IS NULL)) \
             AND (CAST($5 AS UUID) IS NULL OR subscription_id = $5) \
             ORDER BY number DESC LIMIT $6"
        ))
        .bind(filter.number)
        .bind(filter.account)
        .bind(filter.intent)
        .bind(filter.is_pending)
        .bind(filter.service)
        .bind(filter.limit)
        .each("purchase_order", "id")
        .await?;
    Ok(with_lines(rows))
}
