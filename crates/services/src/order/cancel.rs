//! `Annulla`: an unpaid order is called off.

use domain::id::AccountId;
use domain::ledger::Booking;
use domain::order::{CancelReason, Order};
use domain::payment::PaymentError;
use platform::Tx;

use crate::buyer::Buyer;
use crate::payment::call_off;
use crate::store::orders::{self, HeldOrder};
use crate::store::{attempts, discounts, ledger};
use crate::{Context, Result, notices};

/// Cancels an order of this account.
///
/// A payment that is under way is called off first. When nobody can tell yet whether it went
/// through, the order stays as it is: [`PaymentError::UnderWay`].
///
/// # Errors
/// `NotFound` for the order of somebody else, `NotAllowed` beyond the reach of this buyer, `UnderWay` while a payment may still arrive, and
/// what its state forbids.
pub async fn cancel(ctx: &Context, buyer: impl Into<Buyer>, number: i64) -> Result<Order> {
    let buyer = buyer.into();
    buyer.may_see_order(number)?;
    let account = buyer.account();
    call_off(ctx, account, number).await?;
    ctx.db.retrying(|| cancel_unpaid(ctx, account, number)).await
}

async fn cancel_unpaid(ctx: &Context, account: AccountId, number: i64) -> Result<Order> {
    let mut tx = ctx.db.write().await?;
    let mut order = orders::hold_of(&mut tx, account, number).await?;

    if attempts::live(&mut tx, order.id).await?.is_some() {
        return Err(PaymentError::UnderWay.into());
    }
    if order.state.is_awaiting_payment() {
        notices::called_off(ctx, &mut tx, &order, CancelReason::Customer).await?;
    }
    cancel_held(ctx, &mut tx, &mut order, CancelReason::Customer).await?;
    tx.commit().await?;
    Ok(order.released())
}

/// Cancels an order. Doing it again changes nothing.
pub(super) async fn cancel_held(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut HeldOrder,
    reason: CancelReason,
) -> Result<()> {
    let was_due = order.state.is_due();
    order.cancel(reason, ctx.today())?;
    orders::save_state(tx, order).await?;
    if was_due {
        let booking = Booking::no_longer_due(order.totals.due);
        ledger::book(tx, ctx.new_id(), Some(order.id), &booking, "cancelled", ctx.now()).await?;
        discounts::release(tx, order.id).await?;
    }
    Ok(())
}
