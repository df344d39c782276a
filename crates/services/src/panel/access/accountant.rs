//! The same door for an accountant to whom the panel was delegated: they come in beside its users, take up
//! no seat, and are asked again at every writing whether the delegation is still there.

use domain::entitlements::Entitlements;
use domain::grant::Grant;
use domain::id::SubscriptionId;
use domain::subscription::Standing;
use platform::Tx;

use super::{Access, ServiceAccess, Who, opened};
use crate::accountant::Pass;
use crate::store::{delegations, subscriptions};
use crate::{Context, Result};

/// Opens the panel of a service for whoever is in with this sign-in of an accountant. It is `Ended`
/// whether the sign-in has ended, there is no such service, nothing was ever delegated, or it is
/// over.
///
/// # Errors
/// Only what the database says.
pub async fn open_delegated(ctx: &Context, pass: &Pass, service: SubscriptionId) -> Result<Access> {
    look(ctx, &mut ctx.db.read().await?, pass, service).await
}

pub(super) async fn look(
    ctx: &Context,
    tx: &mut Tx,
    pass: &Pass,
    service: SubscriptionId,
) -> Result<Access> {
    let today = ctx.today();
    let Some(given) = delegations::of_both(tx, pass.accountant, service).await? else {
        return Ok(Access::Ended);
    };
    let known = pass.holder(tx).await?;
    let Some(known) = known.filter(|_| given.delegation.is_active(today)) else {
        return Ok(Access::Ended);
    };
    let Some(subscription) = subscriptions::by_id(tx, service).await? else {
        return Ok(Access::Ended);
    };
    let entitlements = Entitlements::of(&subscription, today);
    // A delegation ends with its service; what is kept of it is its owner's alone.
    if entitlements.standing() == Standing::Over {
        return Ok(Access::Ended);
    }
    let is_to_configure = given.is_to_configure;
    let access = ServiceAccess {
        who: Who::Accountant(pass.accountant, pass.id),
        mark: pass.mark.clone(),
        has_factor: known.factor.is_some(),
        sign_in: Some(pass.id),
        username: known.username,
        grant: Grant::Accountant(given.permissions),
        subscription: subscription.on(today),
        entitlements,
        today,
    };
    Ok(opened(access, is_to_configure))
}
