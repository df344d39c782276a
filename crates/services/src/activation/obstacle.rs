//! What stands in the way of an order: asked before anybody is asked for its money, and once more when
//! it is fulfilled.

use domain::id::AccountId;
use domain::order::{FailureReason, Ground, Order};
use domain::quote::Owned;
use domain::subscription::Subscription;
use platform::Tx;

use super::oldest_expiry;
use crate::store::{orders, subscriptions};
use crate::{Context, Result};

/// Why an order of this account could not be fulfilled today, if it waits for its payment.
///
/// # Errors
/// Only what the database says.
pub async fn why_impossible(
    ctx: &Context,
    account: AccountId,
    number: i64,
) -> Result<Option<FailureReason>> {
    let mut tx = ctx.db.read().await?;
    let order = orders::own(&mut tx, account, number).await?;
    obstacle(ctx, &mut tx, &order).await
}

/// Why an order that waits could not be fulfilled today; none when it could, and when nobody is
/// asked for its money any more.
pub(crate) async fn obstacle(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
) -> Result<Option<FailureReason>> {
    Ok(outlook(ctx, tx, order).await?.and_then(Result::err))
}

/// What would be owned if an order that waits were paid today, or why it cannot be fulfilled any
/// more; nothing of an order that does not wait.
pub(crate) async fn outlook(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
) -> Result<Option<std::result::Result<Vec<Owned>, FailureReason>>> {
    if !order.state.is_awaiting_payment() {
        return Ok(None);
    }
    let found = Found::by(ctx, tx, order).await?;
    Ok(Some(order.fulfilled_on(found.ground(), ctx.today())))
}

/// The same for whoever has read the account's live service before.
pub(crate) async fn obstacle_of(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    service: Option<&Subscription>,
) -> Result<Option<FailureReason>> {
    match order.subscription {
        Some(id) if order.state.is_awaiting_payment() => {
            let ground = Ground::Service(service.filter(|service| service.id == id));
            Ok(order.fulfilled_on(ground, ctx.today()).err())
        }
        _ => obstacle(ctx, tx, order).await,
    }
}

/// What an order builds on, as it is stored.
pub(super) enum Found {
    Free,
    Taken,
    Service(Option<Box<Subscription>>),
}

impl Found {
    pub(super) async fn by(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<Self> {
        let Some(id) = order.subscription else {
            let since = oldest_expiry(ctx.today());
            let holder = &order.holder;
            let taken = subscriptions::is_live_for(tx, order.account, holder, since).await?;
            return Ok(if taken { Self::Taken } else { Self::Free });
        };
        let service = subscriptions::by_id(tx, id).await?;
        Ok(Self::Service(service.map(Box::new)))
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        match self {
            Self::Free => Ground::Free,
            Self::Taken => Ground::Taken,
            Self::Service(service) => Ground::Service(service.as_deref()),
        }
    }
}
