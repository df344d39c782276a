//! What `Rinnova` says, and what the next renewal would cost.

use chrono::NaiveDate;
use domain::id::{AccountId, StoredMethodId};
use domain::money::Money;
use domain::order::OrderKind;
use domain::payment::{AttemptState, Refusal};
use domain::quote::Quote;
use domain::renewal::{RenewalStatus, Trouble, Waiting, next_try};
use domain::subscription::Subscription;
use platform::Tx;

use super::quote_on;
use crate::store::methods;
use crate::store::renewals::{self, Stand};
use crate::store::{orders, subscriptions};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};
use domain::renewal::StoredMethod;

/// What the page of a renewal shows.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// As it is today.
    pub subscription: Subscription,
    /// How it goes on.
    pub known: RenewalStatus,
    /// What it can be renewed with by itself.
    pub methods: Vec<StoredMethod>,
    /// How many more there are that cannot be read.
    pub hidden: usize,
    /// The one of them that it is renewed with; none while it is not.
    pub method: Option<StoredMethodId>,
    /// For how long it is renewed.
    pub years: u32,
    /// The next renewal at the prices of its day; none when something is not sold then.
    pub quote: Option<Quote>,
    /// The day that it is looked at.
    pub today: NaiveDate,
}

/// Looks at the renewal of an account's service; none when it has none that can be renewed.
///
/// # Errors
/// Only what the database says.
pub async fn renewal(ctx: &Context, account: AccountId) -> Result<Option<Renewal>> {
    let today = ctx.today();
    let mut tx = ctx.db.read().await?;
    let subscription = subscriptions::of_account(&mut tx, account).await?;
    let Some(subscription) = subscription.filter(|s| s.standing(today).can_be_renewed()) else {
        return Ok(None);
    };
    let pending = orders::pending_products(&mut tx, account).await?;
    let waiting = pending.map(|order| waiting(order.number, order.kind));
    let Stands { known, years, method } = stands(ctx, &mut tx, &subscription, waiting).await?;
    let mut aside = Vec::new();
    let methods = readable(methods::of_account(&mut tx, account).await?, &mut aside)?;
    drop(tx);
    let hidden = aside.len();
    set_aside(ctx, aside).await;
    let quote = next_quote(ctx, &subscription, &known, years);
    let subscription = subscription.on(today);
    Ok(Some(Renewal { subscription, known, methods, hidden, method, years, quote, today }))
}

/// The next renewal: by itself on its day, or else by hand today.
fn next_quote(
    ctx: &Context,
    service: &Subscription,
    known: &RenewalStatus,
    years: u32,
) -> Option<Quote> {
    let charged_on = known.charged_on.filter(|_| known.automatic.is_some());
    quote_on(ctx, service, years, charged_on.unwrap_or_else(|| ctx.today())).ok()
}

/// An order that waits for its payment, as a renewal sees it.
pub(crate) fn waiting(number: i64, kind: OrderKind) -> Waiting {
    Waiting { number, is_renewal: kind == OrderKind::Renewal }
}

/// What is known of the renewal of a service, whose account has this order waiting.
pub(crate) async fn known(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    waiting: Option<Waiting>,
) -> Result<RenewalStatus> {
    Ok(stands(ctx, tx, service, waiting).await?.known)
}

/// The same, and the years of the next renewal.
pub(super) async fn known_with_years(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    waiting: Option<Waiting>,
) -> Result<(RenewalStatus, u32)> {
    let Stands { known, years, .. } = stands(ctx, tx, service, waiting).await?;
    Ok((known, years))
}

/// The same, and what the next renewal costs at the prices of its day.
pub(crate) async fn status_with_due(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    waiting: Option<Waiting>,
) -> Result<(RenewalStatus, Option<Money>)> {
    let (known, years) = known_with_years(ctx, tx, service, waiting).await?;
    let due = next_quote(ctx, service, &known, years).map(|quote| quote.totals.due);
    Ok((known, due))
}

/// How a renewal stands.
struct Stands {
    known: RenewalStatus,
    /// For how long it is renewed.
    years: u32,
    /// With what it is renewed by itself; none while it is not.
    method: Option<StoredMethodId>,
}

async fn stands(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    waiting: Option<Waiting>,
) -> Result<Stands> {
    let expires = service.expires();
    let Some(stand) = renewals::stand(tx, service.id, expires).await? else {
        let known = RenewalStatus { automatic: None, charged_on: None, waiting, trouble: None };
        return Ok(Stands { known, years: 1, method: None });
    };
    let Stand { years, method, charge, tried } = stand;
    let is_ordered = waiting.is_some_and(|waiting| waiting.is_renewal);
    let charged_on = match charge {
        // Its order was called off: nothing is tried behind the customer's back.
        Some((Some(_), _)) if !is_ordered => None,
        Some((_, next_try_on)) => next_try_on,
        None => next_try(expires, &ctx.settings.renewal_try_days, None),
    };
    // A day that has passed is tried as soon as somebody looks.
    let charged_on = charged_on.map(|day| day.max(ctx.today())).filter(|day| *day <= expires);
    let trouble = match tried {
        Some(
            AttemptState::NeedsAuthentication
            | AttemptState::Refused(Refusal::AuthenticationFailed),
        ) => Some(Trouble::WantsCustomer),
        Some(AttemptState::Refused(_)) => {
            Some(Trouble::NotCollected { again_on: charged_on.filter(|_| method.is_some()) })
        }
        Some(_) | None => None,
    };
    let (method, automatic) = method.unzip();
    let known = RenewalStatus { automatic, charged_on, waiting, trouble };
    Ok(Stands { known, years, method })
}
