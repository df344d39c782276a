//! The automatic renewal: an order is made a week before the expiry, and a try to collect it from
//! the stored method is written down. What cannot be collected stays as an order that waits for its
//! payment.

use chrono::Days;
use domain::calendar::Date;
use domain::id::{AttemptId, IntentId, OrderId, SubscriptionId};
use domain::ledger::Booking;
use domain::money::Money;
use domain::order::{FailureReason, Ground, NewOrder, Order, OrderKind, PaymentMethod};
use domain::quote::Quote;
use domain::renewal::{By, Plan, next_try};
use domain::subscription::Subscription;
use platform::Tx;

use super::quote_on;
use crate::activation::obstacle;
use crate::notices::{impossible, renewal as notices};
use crate::store::accounts::HeldAccount;
use crate::store::attempts;
use crate::store::methods;
use crate::store::orders::{self, Form};
use crate::store::renewals::{self, Charge, Due};
use crate::store::terminations::is_asked;
use crate::store::{accounts, ledger, numbers, renewal_plans, subscriptions};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Error, Result};
use domain::payment::Attempt;
use domain::payment::Source;
use domain::renewal::{MethodFacts, StoredMethod};

/// Services looked at in one go.
const PAGE: i64 = 100;

/// A page of the services whose renewal may be tried today, those behind `after`.
pub(crate) async fn due(ctx: &Context, after: Option<Due>) -> Result<Vec<Due>> {
    let today = ctx.today();
    let lead = ctx.settings.renewal_try_days.iter().max().copied().unwrap_or_default();
    let until = today.checked_add_days(Days::new(lead.into())).unwrap_or(today);
    let page = renewals::due(&mut ctx.db.read().await?, today, until, after, PAGE).await?;
    let mut aside = Vec::new();
    let page = readable(page, &mut aside)?;
    set_aside(ctx, aside).await;
    Ok(page)
}

/// Decides what a service wants today while its account is held, and commits it. The try that it
/// returns has been told to nobody yet.
pub(crate) async fn prepare(ctx: &Context, due: Due) -> Result<Option<(Attempt, Order)>> {
    let mut tx = ctx.db.write().await?;
    let account = accounts::hold(&mut tx, due.account).await?;
    let Some(renewal) = Renewal::of(ctx, &mut tx, due.subscription).await? else {
        return Ok(None);
    };
    let pending = orders::pending(&mut tx, due.account).await?;

    let expires_on = renewal.service.expires();
    let next_try_on = next_try(expires_on, &ctx.settings.renewal_try_days, Some(ctx.today()));
    let charge = Charge { next_try_on, ..renewal.charge };
    let (charge, to_collect) = match Step::of(charge.order, pending) {
        Step::Conclude => match price(ctx, &renewal) {
            Ok(quote) => {
                let order = conclude(ctx, &mut tx, &account, &renewal, quote).await?;
                (Charge { order: Some(order.id), ..charge }, Some(order))
            }
            Err(Error::Rule(why)) => {
                let service = &renewal.service;
                tracing::warn!(service = %service.id, %why, "a renewal has no price today");
                if renewal.is_new {
                    notices::not_sold(ctx, &mut tx, service).await?;
                }
                (charge, None)
            }
            Err(error) => return Err(error),
        },
        Step::TryAgain(order) => (charge, Some(order)),
        Step::WaitFor(in_the_way) => {
            if renewal.is_new {
                match obstacle(ctx, &mut tx, &in_the_way).await? {
                    Some(reason) => impossible(ctx, &mut tx, &in_the_way, reason).await?,
                    None => {
                        notices::blocked(ctx, &mut tx, &renewal.service, &in_the_way).await?;
                    }
                }
            }
            (charge, None)
        }
        Step::Leave => (Charge { next_try_on: None, ..charge }, None),
    };

    renewals::save_charge(&mut tx, &account, &charge).await?;
    let tried = match to_collect {
        Some(order) => {
            let Renewal { service, method, .. } = renewal;
            start_try(ctx, &mut tx, &account, order, &service, method).await?
        }
        None => None,
    };
    tx.commit().await?;
    Ok(tried)
}

/// What is done about a renewal on a day on which it is tried.
pub(super) enum Step {
    /// Its order is made, and collected.
    Conclude,
    /// Its order still waits for its payment.
    TryAgain(Order),
    /// Another order has to be paid or called off first.
    WaitFor(Order),
    /// Its order was paid, or called off by its customer: nothing is tried behind their back.
    Leave,
}

impl Step {
    /// From the order of the renewal and the one that waits for its payment.
    pub(super) fn of(own: Option<OrderId>, pending: Option<Order>) -> Self {
        match (own, pending) {
            (None, None) => Self::Conclude,
            (None, Some(in_the_way)) => Self::WaitFor(in_the_way),
            (Some(own), Some(pending)) if own == pending.id => Self::TryAgain(pending),
            (Some(_), _) => Self::Leave,
        }
    }
}

/// Why nothing is collected of the order of a renewal.
pub(super) enum Stop {
    /// A try to pay it is under way whose outcome is open.
    UnderWay,
    /// It could not be fulfilled any more.
    Impossible(FailureReason),
    /// Nothing is missing of it, or less than can be collected.
    TooLittle,
}

/// What is collected of the order of a service's renewal on a day, with a method of this kind, by
/// whoever knows whether a try to pay it is under way.
pub(super) fn collectable(
    order: &Order,
    is_under_way: bool,
    service: &Subscription,
    with: PaymentMethod,
    on: Date,
) -> std::result::Result<Money, Stop> {
    if is_under_way {
        return Err(Stop::UnderWay);
    }
    order.fulfilled_on(Ground::Service(Some(service)), on).map_err(Stop::Impossible)?;
    enough(order.missing(), with).ok_or(Stop::TooLittle)
}

/// The amount, if it can be collected with a method of this kind.
pub(super) fn enough(amount: Money, with: PaymentMethod) -> Option<Money> {
    Some(amount).filter(|amount| !amount.is_zero() && with.can_pay(*amount))
}

/// Writes down a try to collect the order, unless one is under way or nothing is to be collected.
async fn start_try(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
    order: Order,
    service: &Subscription,
    with: StoredMethod,
) -> Result<Option<(Attempt, Order)>> {
    let is_under_way = attempts::live(tx, order.id).await?.is_some();
    let MethodFacts { id, stored, name, .. } = with.into_facts();
    match collectable(&order, is_under_way, service, name.kind, ctx.today()) {
        Ok(_) => {}
        Err(Stop::Impossible(reason)) => {
            tracing::warn!(order = order.number, ?reason, "a renewal is not collected any more");
            return Ok(None);
        }
        Err(Stop::UnderWay | Stop::TooLittle) => return Ok(None),
    }
    let source = Source::Stored { id, stored, attended: false };
    let attempt = Attempt::started(
        AttemptId(ctx.new_id()),
        &order,
        ctx.provider.name(),
        name.kind,
        source,
        ctx.now(),
    );
    attempts::insert(tx, account, &attempt).await?;
    Ok(Some((attempt, order)))
}

/// A service whose renewal is to be tried today.
struct Renewal {
    service: Subscription,
    method: StoredMethod,
    years: u32,
    /// What its owner wants to keep.
    plan: Plan,
    charge: Charge,
    /// True when nothing has been done for it yet.
    is_new: bool,
}

impl Renewal {
    /// Reads it again now that nobody else can change it; none when there is nothing to do.
    async fn of(ctx: &Context, tx: &mut Tx, id: SubscriptionId) -> Result<Option<Self>> {
        let today = ctx.today();
        let Some(service) = subscriptions::by_id(tx, id).await? else { return Ok(None) };
        let Some(decided) = renewals::automatic(tx, id).await? else { return Ok(None) };
        let Some(method) = decided.method else { return Ok(None) };
        let expires_on = service.expires();
        let known = renewals::charge(tx, id, expires_on).await?;
        let is_new = known.is_none();
        let charge = known.unwrap_or_else(|| Charge {
            subscription: id,
            expires_on,
            order: None,
            next_try_on: next_try(expires_on, &ctx.settings.renewal_try_days, None),
        });
        if is_asked(tx, id).await? {
            return Ok(None);
        }
        let is_due = charge.next_try_on.is_some_and(|day| day <= today) && today <= expires_on;
        if !is_due {
            return Ok(None);
        }
        let method = methods::by_id(tx, method).await?;
        let plan = renewal_plans::of(tx, &service).await?;
        Ok(Some(Self { service, method, years: decided.years, plan, charge, is_new }))
    }
}

/// What a renewal costs today.
///
/// # Errors
/// A rule, when something that is to go on is not sold today.
fn price(ctx: &Context, renewal: &Renewal) -> Result<Quote> {
    let Renewal { service, plan, years, .. } = renewal;
    quote_on(ctx, service, plan, By::Itself, *years, ctx.today())
}

/// The order of a renewal, with today's prices, stored and due. Whoever let it renew by itself
/// accepted the conditions with the order before.
async fn conclude(
    ctx: &Context,
    tx: &mut Tx,
    account: &HeldAccount,
    renewal: &Renewal,
    quote: Quote,
) -> Result<Order> {
    let service = renewal.service.service;
    let digest = quote.digest();
    let new = NewOrder {
        id: OrderId(ctx.new_id()),
        number: numbers::next(tx, "order").await?,
        account: renewal.service.account,
        kind: OrderKind::Renewal,
        service,
        subscription: Some(renewal.service.id),
        holder: renewal.service.holder.clone(),
        method: renewal.method.name.kind,
    };
    let order = Order::conclude(new, quote, ctx.today(), ctx.settings.order_validity_days);
    let form = Form { intent: IntentId(ctx.new_id()), digest: &digest, discount_code: None };
    if !orders::insert(tx, account, &order, &form, ctx.now()).await? {
        return Err(Error::broken("an account that is held got another order"));
    }
    let due = Booking::due(order.totals.due);
    ledger::book(tx, ctx.new_id(), Some(order.id), &due, "order", ctx.now()).await?;
    Ok(order)
}
