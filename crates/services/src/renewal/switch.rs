//! The automatic renewal is turned on and off: by the customer, by a payment, or because the method
//! behind it has gone.

use domain::id::{AccountId, OrderId, StoredMethodId, SubscriptionId};
use domain::order::Order;
use domain::quote::LineKind;
use domain::renewal::next_try;
use domain::subscription::Subscription;
use domain::timeline::{By, Change};
use platform::Tx;

use super::status_now;
use crate::notices::renewal as notices;
use crate::store::accounts::HeldAccount;
use crate::store::methods;
use crate::store::renewals::{self, Automatic, Charge};
use crate::store::{accounts, orders, subscriptions};
use crate::timeline::note;
use crate::{Context, Error, Result};
use domain::renewal::StoredMethod;

/// Turns the automatic renewal of an account's service on, or moves it to another method or
/// another number of years.
///
/// # Errors
/// `NotFound` without a service or such a method; the years that are none.
pub async fn turn_on(
    ctx: &Context,
    account: AccountId,
    method: StoredMethodId,
    years: u32,
) -> Result<()> {
    if !domain::cart::YEARS.contains(&years) {
        return Err(domain::cart::CartError::Years.into());
    }
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            let service = service_of(ctx, &mut tx, &held).await?;
            let method = methods::by_id(&mut tx, method).await?;
            if method.account != account {
                return Err(Error::NotFound("stored method"));
            }
            let before = renewals::automatic(&mut tx, service.id).await?;
            set(&mut tx, &held, service.id, &method, years).await?;
            if before.and_then(|before| before.method) != Some(method.id) {
                try_again(ctx, &mut tx, &held, &service).await?;
                note(ctx, &mut tx, service.id, Change::RenewalOn, By::Customer).await?;
                let known = status_now(ctx, &mut tx, &service).await?;
                notices::turned_on(ctx, &mut tx, &service, &method, &known).await?;
            }
            Ok(tx.commit().await?)
        })
        .await
}

/// Turns it off. A payment by card does not turn it on again.
///
/// # Errors
/// `NotFound` without a service.
pub async fn turn_off(ctx: &Context, account: AccountId) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            let service = service_of(ctx, &mut tx, &held).await?;
            let before = renewals::automatic(&mut tx, service.id).await?;
            let years = before.map_or(1, |before| before.years);
            let off = Automatic { method: None, years, off_by_choice: true };
            renewals::save_automatic(&mut tx, &held, service.id, off).await?;
            if before.is_some_and(|before| before.method.is_some()) {
                note(ctx, &mut tx, service.id, Change::RenewalOff, By::Customer).await?;
                notices::turned_off(ctx, &mut tx, &service).await?;
            }
            Ok(tx.commit().await?)
        })
        .await
}

/// The service of an account that can be renewed.
pub(super) async fn service_of(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
) -> Result<Subscription> {
    let service = subscriptions::of_account(tx, account.id()).await?;
    service
        .filter(|service| service.standing(ctx.today()).can_be_renewed())
        .ok_or(Error::NotFound("service"))
}

async fn set(
    tx: &mut Tx,
    account: &HeldAccount,
    id: SubscriptionId,
    method: &StoredMethod,
    years: u32,
) -> Result<()> {
    let on = Automatic { method: Some(method.id), years, off_by_choice: false };
    Ok(renewals::save_automatic(tx, account, id, on).await?)
}

/// An order was paid by card or `PayPal`: its service renews by itself from now on, unless its
/// customer has turned that off, or it does so already with another method.
pub(crate) async fn turn_on_after_payment(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
    order: OrderId,
    method: &StoredMethod,
) -> Result<()> {
    let order = orders::by_id(tx, order).await?;
    let Some(id) = order.subscription else { return Ok(()) };
    let Some(service) = subscriptions::by_id(tx, id).await? else { return Ok(()) };
    let decided = renewals::automatic(tx, id).await?;
    if decided.is_some_and(|decided| decided.off_by_choice || decided.method.is_some()) {
        return Ok(());
    }
    let years = years_of(&order).or(decided.map(|decided| decided.years)).unwrap_or(1);
    set(tx, account, id, method, years).await?;
    note(ctx, tx, id, Change::RenewalOn, By::Shop).await?;
    let known = status_now(ctx, tx, &service).await?;
    notices::turned_on(ctx, tx, &service, method, &known).await
}

/// The years that an order was for are those of the next renewal.
fn years_of(order: &Order) -> Option<u32> {
    let is_term = |kind| matches!(kind, LineKind::Purchase | LineKind::Renewal);
    let main =
        order.lines.iter().find(|line| line.product == order.service && is_term(line.kind))?;
    Some(main.months / 12).filter(|years| domain::cart::YEARS.contains(years))
}

/// A method has given way to another one: the renewals that were paid with it follow.
pub(crate) async fn method_replaced(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
    old: StoredMethodId,
    new: &StoredMethod,
) -> Result<()> {
    for id in renewals::with_method(tx, old).await? {
        let years = renewals::years(tx, id).await?;
        set(tx, account, id, new, years).await?;
        if let Some(service) = subscriptions::by_id(tx, id).await? {
            try_again(ctx, tx, account, &service).await?;
            note(ctx, tx, id, Change::RenewalOn, By::Customer).await?;
            let known = status_now(ctx, tx, &service).await?;
            notices::turned_on(ctx, tx, &service, new, &known).await?;
        }
    }
    Ok(())
}

/// A method has gone: the renewals that were paid with it stop. That is nobody's choice against
/// renewals, so the next payment by card turns them on again.
pub(crate) async fn method_removed(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
    old: StoredMethodId,
) -> Result<()> {
    for id in renewals::with_method(tx, old).await? {
        let years = renewals::years(tx, id).await?;
        let off = Automatic { method: None, years, off_by_choice: false };
        renewals::save_automatic(tx, account, id, off).await?;
        if let Some(service) = subscriptions::by_id(tx, id).await? {
            note(ctx, tx, id, Change::RenewalOff, By::Customer).await?;
            notices::turned_off(ctx, tx, &service).await?;
        }
    }
    Ok(())
}

/// Another method has not been refused yet: a renewal that was given up is tried with it today.
async fn try_again(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
    service: &Subscription,
) -> Result<()> {
    let (today, expires) = (ctx.today(), service.expires());
    let first = next_try(expires, &ctx.settings.renewal_try_days, None);
    let Some(charge) = renewals::charge(tx, service.id, expires).await? else { return Ok(()) };
    if first.is_some_and(|first| first <= today) && today <= expires {
        renewals::save_charge(tx, account, &Charge { next_try_on: Some(today), ..charge }).await?;
    }
    Ok(())
}
