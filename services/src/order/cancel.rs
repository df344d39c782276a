//! `Annulla`: an unpaid order is called off.

use domain::id::AccountId;
use domain::order::{CancelReason, Order};

use crate::store::{accounts, orders};
use crate::{Context, Error, Result};

/// Cancels an order of this account.
pub async fn cancel(ctx: &Context, account: AccountId, number: i64) -> Result<Order> {
    ctx.db.retrying(|| once(ctx, account, number)).await
}

async fn once(ctx: &Context, account: AccountId, number: i64) -> Result<Order> {
    let mut tx = ctx.db.write().await?;
    if orders::hold(&mut tx, number).await? != account {
        return Err(Error::NotFound("order"));
    }
    accounts::hold(&mut tx, account).await?;

    let mut order = orders::by_number(&mut tx, number).await?;
    order.state = order.state.cancel(CancelReason::Customer, ctx.today())?;

    orders::save_state(&mut tx, &order).await?;
    tx.commit().await?;
    Ok(order)
}
