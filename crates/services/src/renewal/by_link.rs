//! The renewal of a service as somebody sees it who has come by the link of a reminder: what it can be
//! renewed with and for how much. Nobody is signed in by it, and nothing is kept.

use domain::Product;
use domain::calendar::Date;
use domain::cart::Change;
use domain::id::AccountId;
use domain::quote::Circumstances;
use domain::renewal::Plan;
use domain::subscription::Subscription;
use platform::Tx;

use super::plan::changed;
use crate::cart::circumstances_with;
use crate::renewal_link;
use crate::store::{orders, panel_users, renewal_plans, subscriptions};
use crate::termination::is_asked;
use crate::{Context, Error, Result};

/// What a link shows.
#[derive(Clone, Debug)]
pub struct ByLink {
    /// Whose service it is.
    pub account: AccountId,
    /// What is renewed.
    pub service: Product,
    /// From which day.
    pub expires: Date,
    /// What its price depends on today.
    pub given: Circumstances,
    /// What its owner wants of the renewal.
    pub plan: Plan,
    /// The places on the panel that somebody has.
    pub users: u32,
    /// An order waits for its payment, or a disdetta for the office: it cannot be renewed now.
    pub is_blocked: bool,
}

/// Looks at the renewal that a link is for; none when it is too old, changed, or for an expiry that has
/// moved since.
///
/// # Errors
/// Only what the database says.
pub async fn by_link(ctx: &Context, link: &str) -> Result<Option<ByLink>> {
    let mut tx = ctx.db.read().await?;
    let Some(service) = of_link(ctx, &mut tx, link).await? else { return Ok(None) };
    let is_waiting = orders::pending_products(&mut tx, service.account).await?.is_some();
    Ok(Some(ByLink {
        account: service.account,
        service: service.service,
        expires: service.expires(),
        given: circumstances_with(ctx, Some(&service), Some(&service.holder)),
        plan: renewal_plans::of(&mut tx, service.id).await?,
        users: panel_users::staying_users(&mut tx, service.id).await?,
        is_blocked: is_waiting || is_asked(&mut tx, service.id).await?,
    }))
}

/// What a plan becomes with a change, without keeping it.
///
/// # Errors
/// `NotFound` for a link that shows nothing; what the plan may refuse.
pub async fn what_if(ctx: &Context, link: &str, before: &Plan, change: Change) -> Result<Plan> {
    let mut tx = ctx.db.read().await?;
    let service = of_link(ctx, &mut tx, link).await?.ok_or(Error::NotFound("renewal link"))?;
    let users = panel_users::staying_users(&mut tx, service.id).await?;
    changed(ctx, &service, before, change, users)
}

async fn of_link(ctx: &Context, tx: &mut Tx, link: &str) -> Result<Option<Subscription>> {
    let Some(meant) = renewal_link::read(ctx, link) else { return Ok(None) };
    // The latter of both: one that was given up cannot be renewed.
    let service = match subscriptions::by_id(tx, meant.service).await? {
        Some(service) => subscriptions::of_account(tx, service.account).await?,
        None => None,
    };
    Ok(service.filter(|service| {
        let is_meant = service.id == meant.service && service.expires() == meant.expires;
        is_meant && service.standing(ctx.today()).can_be_renewed()
    }))
}
