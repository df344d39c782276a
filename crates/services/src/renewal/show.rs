//! What `Rinnova` says, and what the next renewal would cost.

use chrono::NaiveDate;
use domain::id::{AccountId, StoredMethodId};
use domain::money::Money;
use domain::order::OrderKind;
use domain::payment::{AttemptState, Refusal};
use domain::quote::{Circumstances, Quote};
use domain::renewal::{By, Plan, RenewalPrice, RenewalStatus, Trouble, Waiting, next_try};
use domain::subscription::Subscription;
use domain::termination::When;
use platform::Tx;

use super::quote_on;
use crate::cart::circumstances_on;
use crate::store::orders::Pending;
use crate::store::renewals::{self, Stand};
use crate::store::{methods, subscriptions};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};
use domain::renewal::StoredMethod;

/// What the page of a renewal shows.
#[derive(Clone, Debug)]
pub struct Renewal {
    /// As it is today.
    pub subscription: Subscription,
    /// How it goes on.
    pub status: RenewalStatus,
    /// What it can be renewed with by itself.
    pub methods: Vec<StoredMethod>,
    /// How many more there are that cannot be read.
    pub hidden: usize,
    /// The one of them that it is renewed with; none while it is not.
    pub method: Option<StoredMethodId>,
    /// For how long it is renewed.
    pub years: u32,
    /// What its owner wants of the next one.
    pub plan: Plan,
    /// The places on the panel that somebody has: fewer users are not renewed.
    pub users: u32,
    /// What the price of a renewal by hand depends on.
    pub given: Circumstances,
    /// The same on the day on which it renews by itself, if it does.
    pub given_then: Option<Circumstances>,
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
    let (stands, _) = stands_with_order(ctx, &mut tx, &subscription).await?;
    let Stands { status, years, plan, users, method, .. } = stands;
    let mut aside = Vec::new();
    let methods = readable(methods::of_account(&mut tx, account).await?, &mut aside)?;
    drop(tx);
    let hidden = aside.len();
    set_aside(ctx, aside).await;
    let quote = next_quote(ctx, &subscription, &status, &plan, years);
    let on = |day| circumstances_on(ctx, day, Some(&subscription), Some(&subscription.holder));
    let given = on(today);
    let given_then = status.charged_on.filter(|_| status.automatic.is_some()).map(on);
    Ok(Some(Renewal {
        subscription: subscription.on(today),
        status,
        methods,
        hidden,
        method,
        years,
        plan,
        users,
        given,
        given_then,
        quote,
        today,
    }))
}

/// The next renewal: by itself on its day, or else by hand today.
fn next_quote(
    ctx: &Context,
    service: &Subscription,
    status: &RenewalStatus,
    plan: &Plan,
    years: u32,
) -> Option<Quote> {
    let (by, day) = match status.charged_on.filter(|_| status.automatic.is_some()) {
        Some(day) => (By::Itself, day),
        None => (By::Customer, ctx.today()),
    };
    quote_on(ctx, service, plan, by, years, day).ok()
}

/// An order that waits for its payment, as a renewal sees it.
pub(crate) fn waiting(number: i64, kind: OrderKind) -> Waiting {
    Waiting { number, is_renewal: kind == OrderKind::Renewal }
}

/// What is known of the renewal of a service, whatever order of its account waits.
pub(crate) async fn status_now(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
) -> Result<RenewalStatus> {
    Ok(stands_with_order(ctx, tx, service).await?.0.status)
}

/// What is known of the renewal of a service, whose account has this order waiting, and what the next
/// renewal costs at the prices of its day.
pub(crate) async fn status_with_due(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    waiting: Option<Waiting>,
) -> Result<(RenewalStatus, Option<Money>)> {
    let stand = renewals::stand(tx, service.id).await?;
    let stands = as_it_is_charged(ctx, service, stand, waiting);
    let due = stands.due(ctx, service);
    Ok((stands.status, due))
}

/// How a renewal stands.
pub(crate) struct Stands {
    pub status: RenewalStatus,
    /// For how long it is renewed.
    pub years: u32,
    /// What its owner wants of the next renewal.
    pub plan: Plan,
    /// The places on the panel that somebody has.
    pub users: u32,
    /// With what it is renewed by itself; none while it is not.
    pub method: Option<StoredMethodId>,
    /// For when the disdetta was asked, while nobody has decided about it.
    pub given_up: Option<When>,
}

impl Stands {
    /// What the next renewal of the service costs at the prices of its day, and for how many years.
    pub fn price(&self, ctx: &Context, service: &Subscription) -> Option<RenewalPrice> {
        let quote = next_quote(ctx, service, &self.status, &self.plan, self.years);
        quote.map(|quote| RenewalPrice { due: quote.totals.due, years: self.years })
    }

    /// The same without the years.
    pub fn due(&self, ctx: &Context, service: &Subscription) -> Option<Money> {
        self.price(ctx, service).map(|price| price.due)
    }
}

/// How the renewal of a service stands, and the order of its account that waits for its payment.
pub(crate) async fn stands_with_order(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
) -> Result<(Stands, Option<Pending>)> {
    let (stand, pending) = renewals::stand_with_order(tx, service.id).await?;
    let waiting = pending.as_ref().map(|order| waiting(order.number, order.kind));
    Ok((as_it_is_charged(ctx, service, stand, waiting), pending))
}

/// The same as [`as_it_stands`], but what has no price on its day is not charged: its owner renews it by
/// hand.
fn as_it_is_charged(
    ctx: &Context,
    service: &Subscription,
    stand: Stand,
    waiting: Option<Waiting>,
) -> Stands {
    let is_ordered = stand.charge.is_some_and(|(order, _)| order.is_some());
    let mut stands = as_it_stands(ctx, service, stand, waiting);
    if let Some(day) = stands.status.charged_on.filter(|_| !is_ordered) {
        let Stands { plan, years, .. } = &stands;
        if quote_on(ctx, service, plan, By::Itself, *years, day).is_err() {
            stands.status.charged_on = None;
        }
    }
    stands
}

/// How the renewal of a service stands by what was read of it, beside the order that waits, if any.
pub(super) fn as_it_stands(
    ctx: &Context,
    service: &Subscription,
    stand: Stand,
    waiting: Option<Waiting>,
) -> Stands {
    let expires = service.expires();
    let Stand { years, plan, users, method, charge, tried, given_up } = stand;
    let is_given_up = given_up.is_some();
    let plan = plan.keeping_users(&service.owned, users);
    let Some(years) = years else {
        let status = RenewalStatus {
            automatic: None,
            charged_on: None,
            waiting,
            trouble: None,
            is_given_up,
        };
        return Stands { status, years: 1, plan, users, method: None, given_up };
    };
    let is_ordered = waiting.is_some_and(|waiting| waiting.is_renewal);
    let charged_on = match charge {
        _ if is_given_up => None,
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
    let status = RenewalStatus { automatic, charged_on, waiting, trouble, is_given_up };
    Stands { status, years, plan, users, method, given_up }
}
