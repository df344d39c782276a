//! A paid order is fulfilled: everything ordered becomes active, or the office has to decide.

use chrono::TimeDelta;
use domain::id::{PanelUserId, SubscriptionId};
use domain::order::{FailureReason, Order, Outcome};
use domain::subscription::{Subscription, begin, fulfil as fulfilled};

use super::letters::{self, Credentials};
use crate::account::close_over;
use crate::store::subscriptions::{self, PanelUser};
use crate::{Context, Error, Result, Tx};

/// Hours in which a temporary password can be used.
pub const TEMPORARY_PASSWORD_HOURS: u32 = 72;

/// Activates what was ordered, within the unit of work that books the payment.
pub(crate) async fn fulfil(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    credentials: Option<&Credentials>,
) -> Result<Outcome> {
    match order.subscription {
        None => first_service(ctx, tx, order, credentials).await,
        Some(id) => later_order(ctx, tx, order, id).await,
    }
}

/// The term of a first service begins today. Only one of all orders for a partita IVA or codice
/// fiscale gets it: the first whose payment is registered.
async fn first_service(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    credentials: Option<&Credentials>,
) -> Result<Outcome> {
    let credentials =
        credentials.ok_or_else(|| Error::broken("a first service needs new credentials"))?;
    close_over(ctx, tx).await?;
    let today = ctx.today();
    let subscription = Subscription {
        id: SubscriptionId(ctx.new_id()),
        account: order.account,
        service: order.service,
        holder: order.holder.clone(),
        activated_on: today,
        owned: begin(&order.lines, today),
    };
    if !subscriptions::insert(tx, &subscription).await? {
        return Ok(Outcome::Failed(FailureReason::AlreadyActive));
    }
    order.subscription = Some(subscription.id);
    let party = &subscription.holder.party;
    let identifier = match &party.vat_number {
        Some(vat_number) => vat_number.as_str(),
        None => party.tax_code.as_str(),
    };
    let user = PanelUser {
        id: PanelUserId(ctx.new_id()),
        subscription_id: subscription.id,
        username: format!("{}{identifier}", ctx.settings.panel_prefix),
        password_hash: credentials.hash.clone(),
        temporary_until: Some(ctx.now() + TimeDelta::hours(i64::from(TEMPORARY_PASSWORD_HOURS))),
    };
    subscriptions::insert_panel_user(tx, &user).await?;
    letters::service_activated(ctx, tx, &subscription, &user.username, credentials).await?;
    Ok(Outcome::Active)
}

/// Expiries move exactly as agreed, or not at all.
async fn later_order(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    id: SubscriptionId,
) -> Result<Outcome> {
    let Some(mut subscription) = subscriptions::by_id(tx, id).await? else {
        return Ok(Outcome::Failed(FailureReason::ServiceNotActive));
    };
    let standing = subscription.standing(ctx.today());
    let is_in_time = match order.kind {
        domain::order::OrderKind::Renewal => standing.can_be_renewed(),
        domain::order::OrderKind::AddOns | domain::order::OrderKind::FirstPurchase => {
            standing.is_active()
        }
    };
    if !is_in_time {
        return Ok(Outcome::Failed(FailureReason::ServiceNotActive));
    }
    match fulfilled(subscription.owned.clone(), &order.lines) {
        Ok(owned) => subscription.owned = owned,
        Err(reason) => return Ok(Outcome::Failed(reason)),
    }
    subscriptions::save(tx, &subscription).await?;
    letters::add_ons_active(ctx, tx, order, &subscription).await?;
    Ok(Outcome::Active)
}
