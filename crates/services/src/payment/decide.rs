//! The office decides about money that is held, other than by a refund.

use domain::case::{Case, CaseAction, CaseError};
use domain::id::CaseId;
use domain::ledger::{Booking, LedgerAccount};
use domain::order::{Order, PaymentMethod};
use domain::payment::Effect;
use domain::statement::Credit;
use platform::Tx;

use super::{Arrival, Resolution, arrive};
use crate::activation::Credentials;
use crate::store::{cases, credits, ledger, orders, refunds};
use crate::{Context, Error, Result};

/// `Assegna`: the money of a case was meant for this order. Its case is closed, and the money does
/// what any money does that arrives for the order.
///
/// # Errors
/// `NotFound` without such a case or order and once it is decided, `NotAllowed` for money that
/// may not go there.
pub async fn allocate(ctx: &Context, id: CaseId, number: i64, by: &str) -> Result<Effect> {
    let credentials = Credentials::for_order(ctx, number).await?;
    ctx.db.retrying(|| allocate_held(ctx, id, number, by, credentials.as_ref())).await
}

async fn allocate_held(
    ctx: &Context,
    id: CaseId,
    number: i64,
    by: &str,
    credentials: Option<&Credentials>,
) -> Result<Effect> {
    let mut tx = ctx.db.write().await?;
    let before = cases::by_id(&mut tx, id).await?;
    let mut order = orders::hold_with(&mut tx, number, before.order_number).await?;
    let case = open_case(&mut tx, id, CaseAction::Allocate).await?;
    if case.order == Some(order.id) || refunds::has_case(&mut tx, id).await? {
        return Err(Error::NotAllowed);
    }

    let credit = credits::of_case(&mut tx, id).await?.map(|(credit, _)| credit);
    // Out of what is held where it was, and in again where it belongs: in all, nothing came.
    let booking = Booking::transfer(LedgerAccount::Bank, LedgerAccount::Held, case.amount);
    ledger::book(&mut tx, ctx.new_id(), case.order, &booking, "allocated", ctx.now()).await?;
    close(ctx, &mut tx, &case, by, &Resolution::AllocatedTo(number).to_string()).await?;
    let arrival = Arrival {
        amount: case.amount,
        method: credit.as_ref().map_or(PaymentMethod::BankTransfer, Credit::method),
        paid_on: credit.map_or(ctx.today(), |credit| credit.booked_on.min(ctx.today())),
        attempt: None,
        by,
        note: &case.note,
    };
    let effect = arrive(ctx, &mut tx, &mut order, &arrival, credentials).await?;
    tx.commit().await?;
    Ok(effect)
}

/// The money of a case and the order that it would go to, for somebody who is asked once more
/// before it does.
///
/// # Errors
/// As [`allocate`].
pub async fn check_allocation(ctx: &Context, id: CaseId, number: i64) -> Result<(Case, Order)> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, number).await?;
    let case = open_case(&mut tx, id, CaseAction::Allocate).await?;
    if case.order == Some(order.id) || refunds::has_case(&mut tx, id).await? {
        return Err(Error::NotAllowed);
    }
    Ok((case, order))
}

/// `Restituito`: money of nobody was sent back by the bank, and it is noted how. Above the amount
/// for which refunds need two people, it is not noted by whoever set the money aside.
///
/// # Errors
/// `NotFound` without such a case and once it is decided, `NotAllowed` for whoever set a large
/// credit aside.
pub async fn note_sent_back(ctx: &Context, id: CaseId, how: &str, by: &str) -> Result<()> {
    ctx.db.retrying(|| close_as_sent_back(ctx, id, how, by)).await
}

async fn close_as_sent_back(ctx: &Context, id: CaseId, how: &str, by: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let case = open_case(&mut tx, id, CaseAction::NoteSentBack).await?;
    let set_aside_by = credits::of_case(&mut tx, id).await?.map(|(_, who)| who);
    let alone_up_to = ctx.settings.refund_alone_up_to;
    if !case.may_be_sent_back_by(by, set_aside_by.as_deref(), alone_up_to) {
        return Err(Error::NotAllowed);
    }

    let how = how.trim();
    let sent_back = Resolution::SentBack.to_string();
    let resolution = if how.is_empty() { sent_back } else { format!("{sent_back}: {how}") };
    close(ctx, &mut tx, &case, by, &resolution).await?;
    let booking = Booking::transfer(LedgerAccount::Bank, LedgerAccount::Held, case.amount);
    ledger::book(&mut tx, ctx.new_id(), case.order, &booking, "sent back", ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// What was done about a case, unless it was given back, was paid up or still waits.
///
/// # Errors
/// Only what the database says.
pub async fn resolution(ctx: &Context, id: CaseId) -> Result<Option<(Case, Resolution)>> {
    let mut tx = ctx.db.read().await?;
    let case = cases::by_id(&mut tx, id).await?;
    let done = case.resolution.as_deref().and_then(Resolution::read);
    Ok(done.map(|done| (case, done)))
}

/// A case that nobody has decided and that allows this.
pub(super) async fn open_case(tx: &mut Tx, id: CaseId, action: CaseAction) -> Result<Case> {
    let case = cases::by_id(tx, id).await?;
    match case.may(action) {
        Ok(()) => Ok(case),
        Err(CaseError::Decided) => Err(Error::NotFound("case")),
        Err(CaseError::NotAllowed) => Err(Error::NotAllowed),
    }
}

/// Closing succeeds once, so of two who decide at the same moment one is told that it is too late.
async fn close(ctx: &Context, tx: &mut Tx, case: &Case, by: &str, resolution: &str) -> Result<()> {
    if cases::close(tx, case.id, by, resolution, ctx.now()).await? {
        Ok(())
    } else {
        Err(Error::NotFound("case"))
    }
}
