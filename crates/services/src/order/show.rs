//! An order, to be looked at by whoever made it.

use domain::id::AccountId;
use domain::order::Order;

use crate::store::orders;
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// One order of this account; somebody else's does not exist.
///
/// # Errors
/// `NotFound` for the order of somebody else.
pub async fn show(ctx: &Context, account: AccountId, number: i64) -> Result<Order> {
    Ok(orders::own(&mut ctx.db.read_one().await?, account, number).await?)
}

/// The orders of an account, newest first. One that cannot be read is left out.
///
/// # Errors
/// Only what the database says.
pub async fn list(ctx: &Context, account: AccountId) -> Result<Vec<Order>> {
    let mut tx = ctx.db.read_one().await?;
    let mut aside = Vec::new();
    let orders = readable(orders::of_account(&mut tx, account).await?, &mut aside)?;
    drop(tx);
    set_aside(ctx, aside).await;
    Ok(orders)
}
