//! What was ordered becomes active: the expiries move as agreed, or a first service begins.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::SubscriptionId;
use domain::order::{FailureReason, OrderKind, Outcome};
use domain::payment::{AttemptState, Source};
use domain::quote::{LineKind, Owned};
use domain::renewal::StoredMethod;
use domain::subscription::Subscription;
use platform::Tx;

use super::obstacle::Found;
use super::{Credentials, close_over, give_panel_user};
use crate::notices::{self, FirstAccess};
use crate::store::orders::HeldOrder;
use crate::store::{attempts, configurations, methods, renewal_plans, subscriptions};
use crate::{Context, Error, Result};

/// Hours in which a temporary password can be used.
pub(crate) const TEMPORARY_PASSWORD_HOURS: u32 = 72;

/// Until when a temporary password can be used that is given at `now`.
pub(crate) fn temporary_until(now: DateTime<Utc>) -> DateTime<Utc> {
    now + TimeDelta::hours(i64::from(TEMPORARY_PASSWORD_HOURS))
}

/// Activates what was ordered, within the unit of work that books its payment or registers its
/// commitment; the office has to decide about what fails.
pub(crate) async fn fulfil(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut HeldOrder,
    credentials: Option<&Credentials>,
) -> Result<Outcome> {
    let found = Found::by(ctx, tx, order).await?;
    let owned = match order.fulfilled_on(found.ground(), ctx.today()) {
        Ok(owned) => owned,
        Err(reason) => return Ok(Outcome::Failed(reason)),
    };
    match found {
        Found::Service(Some(service)) => {
            let now = Subscription { owned, ..(*service).clone() };
            // Whoever closes what is over has not waited for the account.
            if !subscriptions::save(tx, order.held_account(), &now).await? {
                return Ok(Outcome::Failed(FailureReason::ServiceNotActive));
            }
            match order.kind {
                OrderKind::Renewal => {
                    renewal_plans::forget(tx, order.held_account(), service.id).await?;
                    let with = charged_to(tx, order).await?;
                    notices::service_renewed(ctx, tx, order, &service, &now, with.as_ref()).await?;
                }
                OrderKind::FirstPurchase | OrderKind::AddOns => {
                    for line in order.lines.iter().filter(|line| line.kind == LineKind::Purchase) {
                        let account = order.held_account();
                        renewal_plans::forget_product(tx, account, service.id, line.product)
                            .await?;
                    }
                    notices::add_ons_active(ctx, tx, order, &now).await?;
                }
            }
            Ok(Outcome::Active)
        }
        Found::Free | Found::Taken | Found::Service(None) => {
            first_service(ctx, tx, order, owned, credentials).await
        }
    }
}

/// The stored method that paid while nobody was there, as far as it is known by name.
async fn charged_to(tx: &mut Tx, order: &HeldOrder) -> Result<Option<StoredMethod>> {
    let tries = attempts::of_order(tx, order.id).await?;
    let paid = tries.into_iter().find(|attempt| attempt.state == AttemptState::Succeeded);
    let Some(Source::Stored { id, attended: false, .. }) =
        paid.map(|paid| paid.into_facts().source)
    else {
        return Ok(None);
    };
    let known = methods::of_account(tx, order.account).await?;
    Ok(known.into_iter().flatten().find(|method| method.id == id))
}

/// The term of a first service begins today. Only one of all orders for a partita IVA or codice
/// fiscale gets it: the first whose payment is registered.
async fn first_service(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut HeldOrder,
    owned: Vec<Owned>,
    credentials: Option<&Credentials>,
) -> Result<Outcome> {
    let credentials =
        credentials.ok_or_else(|| Error::broken("a first service needs new credentials"))?;
    close_over(ctx, tx).await?;
    let subscription = Subscription {
        id: SubscriptionId(ctx.new_id()),
        account: order.account,
        service: order.service,
        holder: order.holder.clone(),
        activated_on: ctx.today(),
        owned,
    };
    // Somebody else may have been paid for at this very moment: the unique indexes decide.
    if !subscriptions::insert(tx, order.held_account(), &subscription).await? {
        return Ok(Outcome::Failed(FailureReason::AlreadyActive));
    }
    order.begin(subscription.id);
    let until = temporary_until(ctx.now());
    configurations::begin(tx, order.held_account(), subscription.id, ctx.now()).await?;
    let user = give_panel_user(ctx, tx, &subscription, &credentials.hash, Some(until)).await?;
    let access = FirstAccess {
        username: &user.username,
        password: &credentials.password,
        valid_hours: TEMPORARY_PASSWORD_HOURS,
    };
    notices::service_activated(ctx, tx, &subscription, access).await?;
    Ok(Outcome::Active)
}
