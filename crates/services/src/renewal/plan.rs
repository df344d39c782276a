//! What the next renewal is to have: `X Non rinnovare`, fewer users or less space, and what is to be
//! new. It holds for whoever renews, by hand or by itself, and can be changed until then.

use domain::cart::Change;
use domain::id::AccountId;
use domain::renewal::{By, Plan, cart_of};
use domain::subscription::{Subscription, still_owned};

use super::switch::service_of;
use crate::store::{accounts, panel_users, renewal_plans};
use crate::{Context, Result};

/// Makes one change of the plan for an account's service. Pressing twice is once.
///
/// # Errors
/// `NotFound` without a service that can be renewed; what the plan may refuse.
pub async fn plan(ctx: &Context, account: AccountId, change: Change) -> Result<Plan> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            let service = service_of(ctx, &mut tx, &held).await?;
            let before = renewal_plans::of(&mut tx, &service).await?;
            let users = panel_users::staying_users(&mut tx, service.id).await?;

            let plan = changed(ctx, &service, &before, change, users)?;

            renewal_plans::save(&mut tx, &held, service.id, &plan).await?;
            tx.commit().await?;
            Ok(plan)
        })
        .await
}

/// The plan after a change, in which `users` keep a place on the panel.
pub(super) fn changed(
    ctx: &Context,
    service: &Subscription,
    before: &Plan,
    change: Change,
    users: u32,
) -> Result<Plan> {
    let owned = still_owned(service.owned.clone(), ctx.today());
    let products: Vec<_> = owned.iter().map(|owned| owned.product).collect();
    let cart = cart_of(service.service, &owned, before, By::Customer, 1);
    let plan = Plan::between(&cart.apply(change, &products)?, &owned);
    plan.check(service.service, &owned, users)?;
    Ok(plan)
}
