//! The office gives money back, whole or in part.

use domain::Money;
use domain::case::{CaseAction, Origin, RefundOutcome};
use domain::id::{CaseId, OrderId, RefundId};
use domain::order::Order;
use domain::reason::reason;
use domain::refund::{NewRefund, Refund, RefundError, RefundState, Refundable, Way};
use platform::Tx;

use super::decide::open_case;
use super::give_back::proceed;
use crate::store::cases::{self, NewCase};
use crate::store::{ledger, orders, payments, refunds};
use crate::{Context, Error, Result};

/// A refund that a member of staff asks for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Of the order whose money it is.
    pub order_number: i64,
    /// How much goes back.
    pub amount: Money,
    /// In the words of whoever asks.
    pub reason: String,
    /// The case that it answers; none for money that paid the order.
    pub case: Option<CaseId>,
    /// The member of staff.
    pub by: String,
}

/// Gives money back. Above the configured amount a second member of staff has to agree first.
///
/// Money from a card goes back through the provider. A transfer is sent back by the office: the
/// refund is done when it is noted here.
///
/// # Errors
/// `NotFound` without such an order or case; the `RefundError` that says why not so much, or not
/// at all.
pub async fn ask_refund(ctx: &Context, asked: &Asked) -> Result<Refund> {
    ask_refund_as(ctx, RefundId(ctx.new_id()), asked).await
}

/// The same for a form that bears the id of its refund: sent many times, it makes one.
///
/// # Errors
/// `NotFound` without such an order or case; the `RefundError` that says why not so much, or not
/// at all.
pub async fn ask_refund_as(ctx: &Context, id: RefundId, asked: &Asked) -> Result<Refund> {
    let reason = reason(&asked.reason).map_err(RefundError::from)?;
    let refund = ctx.db.retrying(|| open_refund(ctx, id, asked, &reason)).await?;
    proceed(ctx, refund).await
}

async fn open_refund(ctx: &Context, id: RefundId, asked: &Asked, reason: &str) -> Result<Refund> {
    let mut tx = ctx.db.write().await?;
    let order = orders::hold(&mut tx, asked.order_number).await?;
    let id = match refunds::by_id(&mut tx, id).await {
        Ok(known) if known.answers(order.id, asked.case, asked.amount) => return Ok(known),
        // A page from before, gone back to: it asks for something else.
        Ok(_) => RefundId(ctx.new_id()),
        Err(platform::Error::NotFound(_)) => id,
        Err(error) => return Err(error.into()),
    };

    let refund = refund_of(ctx, &mut tx, &order, id, asked, reason).await?;
    if !refunds::insert(&mut tx, &order, &refund, ctx.now()).await? {
        return Err(Error::NotFound("case"));
    }
    if refund.state == RefundState::Started {
        start(ctx, &mut tx, &refund).await?;
    }
    tx.commit().await?;
    Ok(refund)
}

/// Whether a refund would be made as it is asked for, for somebody who is asked once more before it
/// is.
///
/// # Errors
/// As [`ask_refund`].
pub async fn check_refund(ctx: &Context, asked: &Asked) -> Result<()> {
    let reason = reason(&asked.reason).map_err(RefundError::from)?;
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, asked.order_number).await?;
    refund_of(ctx, &mut tx, &order, RefundId(ctx.new_id()), asked, &reason).await?;
    Ok(())
}

/// The refund that is asked for, which nobody has stored yet.
async fn refund_of(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    id: RefundId,
    asked: &Asked,
    reason: &str,
) -> Result<Refund> {
    let way = match asked.case {
        Some(case) => {
            let case = open_case(tx, case, CaseAction::Refund).await?;
            if case.order != Some(order.id) {
                return Err(Error::NotFound("case"));
            }
            Way { attempt: case.attempt, most: case.amount }
        }
        None => match refundable(tx, order.id).await? {
            Some(refundable) => refundable.way_for(asked.amount),
            None => return Err(RefundError::NotPaid.into()),
        },
    };
    let new = NewRefund {
        id,
        order: order.id,
        order_number: order.number,
        case: asked.case,
        amount: asked.amount,
        reason: reason.to_owned(),
        by: asked.by.clone(),
    };
    Ok(Refund::ask(new, way, ctx.settings.refund_alone_up_to)?)
}

/// It is decided, so the money is no longer here: nothing else can be paid with it while the
/// provider takes its time.
async fn start(ctx: &Context, tx: &mut Tx, refund: &Refund) -> Result<()> {
    ledger::book(tx, refund.id.0, Some(refund.order), &refund.booking(), "refund", ctx.now())
        .await?;
    let Some(case) = refund.case else { return Ok(()) };
    let case = cases::by_id(tx, case).await?;
    if !cases::close(tx, case.id, &refund.asked_by, "refunded", ctx.now()).await? {
        return Err(Error::NotFound("case"));
    }
    let Some(left) = case.left_after(refund.amount) else { return Ok(()) };
    let rest = NewCase {
        id: CaseId(ctx.new_id()),
        kind: case.kind,
        order: case.order,
        attempt: case.attempt,
        amount: left,
        note: &case.note,
    };
    Ok(cases::open(tx, &rest, ctx.now()).await?)
}

/// What can still be given back of the money that paid an order; none when nothing has.
pub(crate) async fn refundable(tx: &mut Tx, order: OrderId) -> Result<Option<Refundable>> {
    let Some(paid) = payments::of_order(tx, order).await? else { return Ok(None) };
    let by_bank = refunds::by_bank(tx, order).await?;
    Ok(Some(Refundable::of(paid, by_bank, &refunds::collected(tx, order).await?)))
}

/// What became of a refund.
///
/// # Errors
/// Only what the database says.
pub async fn refund_outcome(ctx: &Context, id: RefundId) -> Result<(Refund, RefundOutcome)> {
    let mut tx = ctx.db.read().await?;
    let refund = refunds::by_id(&mut tx, id).await?;
    let outcome = refund.outcome();
    Ok((refund, outcome))
}

/// Notes what was found out about a payment whose outcome the provider never told. The other cases
/// hold money, which has to go somewhere before they are closed.
///
/// # Errors
/// `NotFound` without such a case, `NotAllowed` for one that holds money.
pub async fn close_case(ctx: &Context, id: CaseId, by: &str, resolution: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let case = cases::by_id(&mut tx, id).await?;
    if !case.kind.allows(CaseAction::NoteChecked, Origin::of(case.attempt)) {
        return Err(Error::NotAllowed);
    }
    cases::close(&mut tx, id, by, resolution, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// A second member of staff agrees. If the money has gone elsewhere meanwhile, because the rest
/// of it arrived and paid the order, there is nothing left to give back.
///
/// # Errors
/// `NotFound` without such a refund, `NotAllowed` for whoever asked for it, and once it is
/// decided.
pub async fn approve(ctx: &Context, id: RefundId, by: &str) -> Result<Refund> {
    let refund = ctx.db.retrying(|| agree(ctx, id, by)).await?;
    proceed(ctx, refund).await
}

async fn agree(ctx: &Context, id: RefundId, by: &str) -> Result<Refund> {
    let mut tx = ctx.db.write().await?;
    let order_number = refunds::by_id(&mut tx, id).await?.order_number;
    let order = orders::hold(&mut tx, order_number).await?;
    let mut refund = refunds::by_id(&mut tx, id).await?;
    if !refund.approve(by) {
        return Err(Error::NotAllowed);
    }
    let is_too_late = match refund.case {
        Some(case) => cases::by_id(&mut tx, case).await?.is_decided(),
        None => false,
    };
    if is_too_late {
        refund.refuse();
    } else {
        start(ctx, &mut tx, &refund).await?;
    }
    refunds::save(&mut tx, &order, &refund, None).await?;
    tx.commit().await?;
    Ok(refund)
}

/// A refund that nobody has agreed to is taken back, by whoever asked or by a colleague: what it
/// would have given back can be decided about anew.
///
/// # Errors
/// `NotFound` without such a refund, `NotAllowed` once it is decided.
pub async fn withdraw(ctx: &Context, id: RefundId, by: &str) -> Result<()> {
    ctx.db.retrying(|| take_back(ctx, id, by)).await
}

async fn take_back(ctx: &Context, id: RefundId, by: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let order_number = refunds::by_id(&mut tx, id).await?.order_number;
    let order = orders::hold(&mut tx, order_number).await?;
    let mut refund = refunds::by_id(&mut tx, id).await?;
    if !refund.withdraw(by) {
        return Err(Error::NotAllowed);
    }
    refunds::save(&mut tx, &order, &refund, None).await?;
    Ok(tx.commit().await?)
}
