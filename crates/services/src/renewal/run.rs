//! The automatic renewal: an order is made a week before the expiry and collected from the stored
//! method. What cannot be collected stays as an order that waits for its payment.

use chrono::Days;
use domain::Money;
use domain::id::{IntentId, OrderId, SubscriptionId};
use domain::order::{Order, OrderKind, OrderState};
use domain::payment::{AttemptState, Booking};
use domain::quote::quote;
use domain::renewal::{cart_of, next_try};
use domain::subscription::Subscription;

use super::letters;
use crate::cart::circumstances_with;
use crate::order::obstacle;
use crate::payment::{begin, new_attempt};
use crate::store::attempts::{self, Attempt, Source};
use crate::store::methods::{self, StoredMethod};
use crate::store::orders::{self, Form};
use crate::store::renewals::{self, Charge, Due};
use crate::store::{accounts, ledger, subscriptions};
use crate::unreadable::unless_unreadable;
use crate::{Context, Result, Tx};

/// Services looked at in one go.
const PAGE: i64 = 100;

/// Renews what is due today and tells how many renewals it tried to collect. Any number of servers
/// may do so at once, and doing it again on the same day changes nothing.
pub async fn run_once(ctx: &Context) -> Result<usize> {
    let today = ctx.today();
    let lead = ctx.settings.renewal_try_days.iter().max().copied().unwrap_or_default();
    let until = today.checked_add_days(Days::new(lead.into())).unwrap_or(today);
    let mut tried = 0;
    let mut after = None;
    loop {
        let mut tx = ctx.db.read().await?;
        let page = renewals::due(&mut tx, today, until, after, PAGE).await?;
        drop(tx);
        let Some(last) = page.last() else { return Ok(tried) };
        after = Some(last.subscription);
        for due in page {
            let prepared = ctx.db.retrying(|| prepare(ctx, due)).await;
            let prepared = unless_unreadable(ctx, prepared).await?;
            if let Some((attempt, order)) = prepared.flatten() {
                begin(ctx, &attempt, &order).await?;
                let (id, order) = (attempt.id, order.number);
                tracing::info!(%id, order, "an automatic renewal was asked for");
                tried += 1;
            }
        }
    }
}

/// Decides what a service wants today while its account is held, and commits it. The try that it
/// returns has been told to nobody yet.
async fn prepare(ctx: &Context, due: Due) -> Result<Option<(Attempt, Order)>> {
    let mut tx = ctx.db.write().await?;
    accounts::hold(&mut tx, due.account).await?;
    let Some(renewal) = Renewal::of(ctx, &mut tx, due.subscription).await? else {
        return Ok(None);
    };
    let pending = orders::pending(&mut tx, due.account).await?;

    let expires_on = renewal.service.expires();
    let next_try_on = next_try(expires_on, &ctx.settings.renewal_try_days, Some(ctx.today()));
    let charge = Charge { next_try_on, ..renewal.charge };
    let (charge, to_collect) = match Step::of(charge.order, pending) {
        Step::Conclude => {
            let order = conclude(ctx, &mut tx, &renewal).await?;
            (Charge { order: Some(order.id), ..charge }, Some(order))
        }
        Step::TryAgain(order) => (charge, Some(order)),
        Step::WaitFor(in_the_way) => {
            if renewal.is_new {
                letters::blocked(ctx, &mut tx, &renewal.service, &in_the_way).await?;
            }
            (charge, None)
        }
        Step::Leave => (Charge { next_try_on: None, ..charge }, None),
    };

    renewals::save_charge(&mut tx, &charge).await?;
    let tried = match to_collect {
        Some(order) => start_try(ctx, &mut tx, order, renewal.method).await?,
        None => None,
    };
    tx.commit().await?;
    Ok(tried)
}

/// What is done about a renewal today.
enum Step {
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
    fn of(own: Option<OrderId>, pending: Option<Order>) -> Self {
        match (own, pending) {
            (None, None) => Self::Conclude,
            (None, Some(in_the_way)) => Self::WaitFor(in_the_way),
            (Some(own), Some(pending)) if own == pending.id => Self::TryAgain(pending),
            (Some(_), _) => Self::Leave,
        }
    }
}

/// Writes down a try to collect the order, unless one is under way, there is too little to collect,
/// or it could not be fulfilled any more.
async fn start_try(
    ctx: &Context,
    tx: &mut Tx,
    order: Order,
    with: StoredMethod,
) -> Result<Option<(Attempt, Order)>> {
    if attempts::live(tx, order.id).await?.is_some() {
        return Ok(None);
    }
    if let Some(reason) = obstacle(ctx, tx, &order).await? {
        tracing::warn!(order = order.number, ?reason, "a renewal is not collected any more");
        return Ok(None);
    }
    let StoredMethod { id, kept, name, .. } = with;
    let amount = order.missing();
    if amount.is_zero() || !name.kind.can_pay(amount) {
        return Ok(None);
    }
    let attempt = new_attempt(ctx, &order, name.kind, Source::Stored { id, kept });
    attempts::insert(tx, &attempt).await?;
    Ok(Some((attempt, order)))
}

/// A service whose renewal is to be tried today.
struct Renewal {
    service: Subscription,
    method: StoredMethod,
    years: u32,
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
        let is_due = charge.next_try_on.is_some_and(|day| day <= today) && today <= expires_on;
        if !is_due {
            return Ok(None);
        }
        let method = methods::by_id(tx, method).await?;
        Ok(Some(Self { service, method, years: decided.years, charge, is_new }))
    }
}

/// The order of a renewal, with today's prices, stored and due. Whoever let it renew by itself
/// accepted the conditions with the order before.
async fn conclude(ctx: &Context, tx: &mut Tx, renewal: &Renewal) -> Result<Order> {
    let today = ctx.today();
    let given = circumstances_with(ctx, Some(&renewal.service), Some(&renewal.service.holder));
    let service = renewal.service.service;
    let cart = cart_of(service, &given.owned, renewal.years);
    let quote = quote(&cart, &given, &ctx.prices().terms)?;
    let digest = quote.digest();
    let order = Order {
        id: OrderId(ctx.new_id()),
        number: accounts::next_number(tx, "order").await?,
        account: renewal.service.account,
        kind: OrderKind::Renewal,
        service,
        subscription: Some(renewal.service.id),
        holder: renewal.service.holder.clone(),
        method: renewal.method.name.kind,
        concluded_on: today,
        lines: quote.lines,
        discount: quote.discount,
        totals: quote.totals,
        held: Money::ZERO,
        state: OrderState::concluded(today, ctx.settings.order_validity_days),
    };
    let form = Form { intent: IntentId(ctx.new_id()), digest: &digest, discount_code: None };
    if !orders::insert(tx, &order, &form, ctx.now()).await? {
        return Err(crate::Error::broken("an account that is held got another order"));
    }
    let due = Booking::due(order.totals.due);
    ledger::book(tx, ctx.new_id(), Some(order.id), &due, "order", ctx.now()).await?;
    Ok(order)
}

/// What was heard of a try that nobody attended: the customer is told what went wrong.
pub(crate) async fn heard(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    state: AttemptState,
) -> Result<()> {
    if !order.state.is_awaiting_payment() {
        return Ok(());
    }
    let Some(charge) = renewals::charge_of_order(tx, order.id).await? else { return Ok(()) };
    match state {
        AttemptState::Refused(refusal) => {
            let again_on = if refusal.may_pass() { charge.next_try_on } else { None };
            renewals::save_charge(tx, &Charge { next_try_on: again_on, ..charge }).await?;
            letters::not_collected(ctx, tx, order, refusal, charge.expires_on, again_on).await
        }
        // Never again without asking: only the customer can confirm.
        AttemptState::NeedsAuthentication => {
            renewals::save_charge(tx, &Charge { next_try_on: None, ..charge }).await?;
            letters::wants_customer(ctx, tx, order, charge.expires_on).await
        }
        AttemptState::Started
        | AttemptState::Unknown
        | AttemptState::Pending
        | AttemptState::Abandoned
        | AttemptState::Cancelled
        | AttemptState::Succeeded => Ok(()),
    }
}
