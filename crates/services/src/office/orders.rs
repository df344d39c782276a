//! The orders on the office's desk.

use domain::Money;
use domain::case::Origin;
use domain::order::{FailureReason, Order, OrderState};

use crate::activation::obstacle;
use domain::refund::Refundable;

use crate::payment::refundable;
use crate::store::cases;
use crate::store::orders;
use crate::store::refunds;
use crate::store::unreadable::Unreadable;
use crate::unreadable::{named, readable, set_aside};
use crate::{Context, Error, Result};
use domain::case::Case;
use domain::refund::Refund;

/// The most orders of a pile that may stay unread. Those that somebody has to decide on are all
/// shown.
const NEWEST: i64 = 200;

/// What waits for somebody, and what was done last.
#[derive(Clone, Debug)]
pub struct Desk {
    /// `Attesa pagamento`.
    pub awaiting: Vec<Order>,
    /// `Evaso – da saldare`: fulfilled on a commitment, and the money is still to come.
    pub awaiting_settlement: Vec<Order>,
    /// `Attivazione KO`: paid or committed to, and somebody has to decide.
    pub failed: Vec<Order>,
    /// `Evaso`.
    pub fulfilled: Vec<Order>,
    /// Money that somebody has to decide about.
    pub cases: Vec<Case>,
    /// Refunds that wait for a second member of staff or for the provider.
    pub refunds: Vec<Refund>,
}

/// Looks at the desk. What cannot be read is set aside ([`crate::unreadable`]).
///
/// # Errors
/// Only what the database says.
pub async fn desk(ctx: &Context) -> Result<Desk> {
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let mut desk = Desk {
        awaiting: Vec::new(),
        awaiting_settlement: Vec::new(),
        failed: Vec::new(),
        fulfilled: Vec::new(),
        cases: readable(cases::all_open(&mut tx).await?, &mut aside)?,
        refunds: readable(refunds::open(&mut tx).await?, &mut aside)?,
    };
    for order in readable(orders::on_desk(&mut tx, NEWEST).await?, &mut aside)? {
        let pile = match order.state {
            OrderState::AwaitingPayment { .. } => &mut desk.awaiting,
            OrderState::FulfilledOnCommitment { .. } => &mut desk.awaiting_settlement,
            OrderState::ActivationFailed { .. } | OrderState::CommitmentFailed { .. } => {
                &mut desk.failed
            }
            OrderState::Fulfilled { .. } => &mut desk.fulfilled,
            OrderState::Cancelled { .. } => continue,
        };
        pile.push(order);
    }
    drop(tx);
    set_aside(ctx, aside).await;
    Ok(desk)
}

/// One order as the office looks at it, whoever made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// With its lines.
    pub order: Order,
    /// Why it could not be fulfilled today, while it waits for its payment.
    pub impossible: Option<FailureReason>,
    /// How much of its payment could be given back at once.
    pub refundable: Money,
    /// The way that it would go; none when each part goes the way that it came.
    pub origin: Option<Origin>,
    /// What of its payment was given back, or will be.
    pub given_back: Money,
    /// Refunds of it that wait for a second member of staff or for the provider.
    pub refunds: Vec<Refund>,
}

/// What was found under the number of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// It is there, whole.
    Order(Box<Looked>),
    /// It is there, and this row of it cannot be read.
    Unreadable(Unreadable),
}

/// Looks for one order by its number. A row of it that cannot be read is set aside and named.
///
/// # Errors
/// `NotFound` when no order has this number, and what the database says.
pub async fn look_for(ctx: &Context, number: i64) -> Result<Sought> {
    match order(ctx, number).await {
        Ok(looked) => Ok(Sought::Order(Box::new(looked))),
        Err(error @ Error::Corrupt { .. }) => named(ctx, error).await.map(Sought::Unreadable),
        Err(error) => Err(error),
    }
}

/// Looks at one order.
///
/// # Errors
/// `NotFound` when there is no such order.
pub async fn order(ctx: &Context, number: i64) -> Result<Looked> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, number).await?;
    let impossible = obstacle(ctx, &mut tx, &order).await?;
    let refundable = refundable(&mut tx, order.id).await?;
    let mut refunds = refunds::of_order(&mut tx, order.id).await?;
    let is_of_payment = |refund: &&Refund| refund.case.is_none() && refund.state.is_decided();
    let given_back = refunds.iter().filter(is_of_payment).map(|refund| refund.amount).sum();
    refunds.retain(|refund| refund.state.is_open());
    Ok(Looked {
        order,
        impossible,
        refundable: refundable.as_ref().map_or(Money::ZERO, Refundable::most),
        origin: refundable.and_then(|refundable| refundable.origin()),
        given_back,
        refunds,
    })
}
