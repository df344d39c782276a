//! The order in which units of work take hold of what they change, written once.
//!
//! First accounts, by their ids; then orders, by their numbers; then everything else. Two units of work
//! that keep to it never wait for each other.

use std::ops::Deref;

use domain::Money;
use domain::calendar::Date;
use domain::id::{AccountId, SubscriptionId};
use domain::order::{CancelReason, Order, OrderError, Outcome, PaymentMethod};
use domain::payment::Effect;
use platform::{Error, Result, Tx};

use super::by_number;
use crate::store::accounts::{self, HeldAccount};

/// An order that nobody but this unit of work can change until it ends, and its account likewise. It
/// was read after they were held, so it is as it is.
///
/// It changes as an order changes, and never becomes another one, which nobody holds:
///
/// ```
/// use services::testing::store::orders::HeldOrder;
/// fn chooses(held: &mut HeldOrder) {
///     held.choose(domain::order::PaymentMethod::Card);
/// }
/// ```
///
/// ```compile_fail,E0594
/// use services::testing::store::orders::HeldOrder;
/// fn becomes(held: &mut HeldOrder, other: domain::order::Order) {
///     **held = other;
/// }
/// ```
#[derive(Debug)]
pub struct HeldOrder {
    order: Order,
    account: HeldAccount,
}

impl HeldOrder {
    /// The order, when the unit of work has ended.
    pub fn released(self) -> Order {
        self.order
    }

    /// Its account, which is held as well.
    pub fn held_account(&self) -> &HeldAccount {
        &self.account
    }

    /// As [`Order::choose`].
    pub fn choose(&mut self, method: PaymentMethod) {
        self.order.choose(method);
    }

    /// As [`Order::begin`].
    pub fn begin(&mut self, subscription: SubscriptionId) {
        self.order.begin(subscription);
    }

    /// As [`Order::receive`].
    pub fn receive(&mut self, arrived: Money) -> Effect {
        self.order.receive(arrived)
    }

    /// As [`Order::pay`].
    pub fn pay(&mut self, paid_on: Date, today: Date, outcome: Outcome) -> Result<(), OrderError> {
        self.order.pay(paid_on, today, outcome)
    }

    /// As [`Order::commit`].
    pub fn commit(&mut self, today: Date, outcome: Outcome) -> Result<(), OrderError> {
        self.order.commit(today, outcome)
    }

    /// As [`Order::cancel`].
    pub fn cancel(&mut self, reason: CancelReason, on: Date) -> Result<(), OrderError> {
        self.order.cancel(reason, on)
    }
}

impl Deref for HeldOrder {
    type Target = Order;

    fn deref(&self) -> &Order {
        &self.order
    }
}

/// Makes other units of work on this order and its account wait, and reads it.
pub async fn hold(tx: &mut Tx, number: i64) -> Result<HeldOrder> {
    let account = account_of(tx, number).await?;
    let account = accounts::hold(tx, account).await?;
    hold_row(tx, number).await?;
    Ok(HeldOrder { order: by_number(tx, number).await?, account })
}

/// The same for an order of this account; somebody else's does not exist.
pub async fn hold_of(tx: &mut Tx, account: AccountId, number: i64) -> Result<HeldOrder> {
    if account_of(tx, number).await? == account {
        hold(tx, number).await
    } else {
        Err(Error::NotFound("order"))
    }
}

/// The same for an order while another one is held with it.
pub async fn hold_with(tx: &mut Tx, number: i64, other: Option<i64>) -> Result<HeldOrder> {
    let Some(other) = other else { return hold(tx, number).await };
    let (own, others) = (account_of(tx, number).await?, account_of(tx, other).await?);
    let first = accounts::hold(tx, own.min(others)).await?;
    let second = accounts::hold(tx, own.max(others)).await?;
    for number in [number.min(other), number.max(other)] {
        hold_row(tx, number).await?;
    }
    let account = if first.id() == own { first } else { second };
    Ok(HeldOrder { order: by_number(tx, number).await?, account })
}

/// Whose it is, which never changes.
async fn account_of(tx: &mut Tx, number: i64) -> Result<AccountId> {
    let row: Option<(AccountId,)> = tx
        .sql("SELECT account_id FROM purchase_order WHERE number = $1")
        .bind(number)
        .optional()
        .await?;
    row.map(|(account,)| account).ok_or(Error::NotFound("order"))
}

async fn hold_row(tx: &mut Tx, number: i64) -> Result<()> {
    let held = tx
        .sql("UPDATE purchase_order SET number = number WHERE number = $1")
        .bind(number)
        .run()
        .await?;
    if held == 1 { Ok(()) } else { Err(Error::NotFound("order")) }
}
