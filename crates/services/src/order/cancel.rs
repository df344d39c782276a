//! `Annulla`: an unpaid order is called off.

use domain::id::AccountId;
use domain::order::{CancelReason, Order, OrderError};
use domain::payment::Booking;

use super::letters;
use crate::payment::call_off;
use crate::store::{accounts, attempts, discounts, ledger, orders};
use crate::{Context, Error, Result, Tx};

/// Cancels an order of this account.
///
/// A payment that is under way is called off first. When nobody can tell yet whether it went
/// through, the order stays as it is: [`OrderError::PaymentUnderWay`].
pub async fn cancel(ctx: &Context, account: AccountId, number: i64) -> Result<Order> {
    call_off(ctx, account, number).await?;
    ctx.db.retrying(|| once(ctx, account, number)).await
}

async fn once(ctx: &Context, account: AccountId, number: i64) -> Result<Order> {
    let mut tx = ctx.db.write().await?;
    if orders::hold(&mut tx, number).await? != account {
        return Err(Error::NotFound("order"));
    }
    accounts::hold(&mut tx, account).await?;

    let mut order = orders::by_number(&mut tx, number).await?;
    if attempts::live(&mut tx, order.id).await?.is_some() {
        return Err(OrderError::PaymentUnderWay.into());
    }
    if order.state.is_awaiting_payment() {
        letters::called_off(ctx, &mut tx, &order, CancelReason::Customer).await?;
    }
    cancel_held(ctx, &mut tx, &mut order, CancelReason::Customer).await?;
    tx.commit().await?;
    Ok(order)
}

/// Cancels an order that is held by this unit of work. Doing it again changes nothing.
pub(super) async fn cancel_held(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    reason: CancelReason,
) -> Result<()> {
    let was_due = order.state.is_due();
    order.state = order.state.cancel(reason, ctx.today())?;
    orders::save_state(tx, order).await?;
    if was_due {
        let booking = Booking::no_longer_due(order.totals.due);
        ledger::book(tx, ctx.new_id(), Some(order.id), &booking, "cancelled", ctx.now()).await?;
        discounts::release(tx, order.id).await?;
    }
    Ok(())
}
