//! The renewal of a service as somebody sees it who has come by the link of a reminder: what it can be
//! renewed with and for how much. Nobody is signed in by it, and nothing is kept until they press
//! `Rinnova`: then they may buy this renewal, and no more.

use domain::Product;
use domain::calendar::Date;
use domain::cart::Change;
use domain::id::AccountId;
use domain::quote::Circumstances;
use domain::renewal::Plan;
use domain::subscription::Subscription;
use platform::Tx;

use super::plan::changed;
use super::start::fill;
use crate::buyer::{Buyer, LinkPass, Purchase};
use crate::cart::circumstances_with;
use crate::renewal_link;
use crate::store::terminations::is_asked;
use crate::store::{accounts, orders, panel_users, renewal_plans, renewals, subscriptions};
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
    /// For how many years the mail named the price.
    pub years: u32,
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
    let Some((service, _)) = of_link(ctx, &mut tx, link).await? else { return Ok(None) };
    Ok(Some(ByLink {
        account: service.account,
        service: service.service,
        expires: service.expires(),
        given: circumstances_with(ctx, Some(&service), Some(&service.holder)),
        plan: renewal_plans::of(&mut tx, &service).await?,
        years: renewals::years(&mut tx, service.id).await?,
        users: panel_users::staying_users(&mut tx, service.id).await?,
        is_blocked: is_blocked(&mut tx, &service).await?,
    }))
}

/// What a plan becomes with a change, without keeping it.
///
/// # Errors
/// `NotFound` for a link that shows nothing; what the plan may refuse.
pub async fn what_if(ctx: &Context, link: &str, before: &Plan, change: Change) -> Result<Plan> {
    let mut tx = ctx.db.read().await?;
    let seen = of_link(ctx, &mut tx, link).await?;
    let (service, _) = seen.ok_or(Error::NotFound("renewal link"))?;
    let users = panel_users::staying_users(&mut tx, service.id).await?;
    changed(ctx, &service, before, change, users)
}

/// `Rinnova`: puts the renewal into the cart of its account as somebody has chosen it on the page of a
/// link, and gives the purchase that the session keeps. What its owner wants of the next renewal stays
/// as it is. None where the link shows nothing, or the service cannot be renewed now.
///
/// # Errors
/// What the plan and a cart may refuse.
pub async fn start_by_link(
    ctx: &Context,
    link: &str,
    years: u32,
    plan: &Plan,
) -> Result<Option<Purchase>> {
    ctx.db.retrying(|| begin(ctx, link, years, plan)).await
}

async fn begin(ctx: &Context, link: &str, years: u32, plan: &Plan) -> Result<Option<Purchase>> {
    let mut tx = ctx.db.write().await?;
    let Some((seen, _)) = of_link(ctx, &mut tx, link).await? else { return Ok(None) };
    accounts::hold(&mut tx, seen.account).await?;
    let Some((service, pass)) = of_link(ctx, &mut tx, link).await? else { return Ok(None) };
    if is_blocked(&mut tx, &service).await? {
        return Ok(None);
    }
    fill(ctx, &mut tx, service.account, years, plan).await?;
    tx.commit().await?;
    Ok(Some(Purchase::begin_by_link(ctx, &service, pass)))
}

/// Who buys with a purchase that was begun by a link, while it lasts. It ends with the link, with the
/// service, with a disdetta that is asked for, and after its time; none, too, for somebody who came from
/// a panel.
///
/// # Errors
/// Only what the database says.
pub async fn buyer_by_link(ctx: &Context, purchase: &Purchase) -> Result<Option<Buyer>> {
    if purchase.link_pass().is_none() {
        return Ok(None);
    }
    let mut tx = ctx.db.read().await?;
    let Some(beside) = renewal_link::mark(&mut tx, purchase.account()).await? else {
        return Ok(None);
    };
    let service = subscriptions::of_account(&mut tx, purchase.account()).await?;
    let service = service.filter(|service| service.standing(ctx.today()).can_be_renewed());
    let Some(service) = service else { return Ok(None) };
    if is_asked(&mut tx, service.id).await? {
        return Ok(None);
    }
    Ok(purchase.buyer_by_link(ctx, &beside, &service))
}

/// An order waits for its payment, or a disdetta for the office.
async fn is_blocked(tx: &mut Tx, service: &Subscription) -> Result<bool> {
    let is_waiting = orders::pending_products(tx, service.account).await?.is_some();
    Ok(is_waiting || is_asked(tx, service.id).await?)
}

/// The service that a link is good for, and what a session keeps of the link.
async fn of_link(
    ctx: &Context,
    tx: &mut Tx,
    link: &str,
) -> Result<Option<(Subscription, LinkPass)>> {
    let Some(claim) = renewal_link::read(ctx, link) else { return Ok(None) };
    // The latter of both: one that was given up cannot be renewed.
    let service = match subscriptions::by_id(tx, claim.service).await? {
        Some(service) => subscriptions::of_account(tx, service.account).await?,
        None => None,
    };
    let Some(service) = service else { return Ok(None) };
    let Some(beside) = renewal_link::mark(tx, service.account).await? else { return Ok(None) };
    let is_good = claim.is_signed_beside(ctx, &beside)
        && service.id == claim.service
        && service.expires() == claim.expires
        && service.standing(ctx.today()).can_be_renewed();
    let pass = LinkPass { beside, expires: claim.expires, until: claim.until };
    Ok(is_good.then_some((service, pass)))
}
