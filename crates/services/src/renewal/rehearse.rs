//! What an automatic renewal does on its day, worked out in one place: for the job that does it, and
//! for whoever wants to see it beforehand.

use chrono::Days;
use domain::Product;
use domain::calendar::Date;
use domain::id::SubscriptionId;
use domain::money::Money;
use domain::renewal::{By, MethodName};
use platform::Tx;

use super::{Stands, quote_on, stands, waiting};
use crate::store::{orders, renewals, subscriptions};
use crate::termination::is_asked;
use crate::unreadable::{if_readable, set_aside};
use crate::{Context, Error, Result};

/// The most renewals that are rehearsed at once.
const PAGE: i64 = 100;

/// An automatic renewal as it goes on its day, if nothing changes until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsal {
    /// The day of the next try.
    pub on: Date,
    /// The business for which it was bought.
    pub holder: String,
    /// What is renewed, with all that belongs to it.
    pub service: Product,
    /// From which day.
    pub expires: Date,
    /// What is asked for; none when something is not sold on that day.
    pub amount: Option<Money>,
    /// With what.
    pub method: MethodName,
    /// Why it will not go well.
    pub hitch: Option<Hitch>,
}

/// What keeps a renewal from going well on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hitch {
    /// Something that is owned is not sold any more.
    NotSold,
    /// The card is void by then.
    VoidMethod,
    /// This order has to be paid or called off first.
    OrderInTheWay(i64),
}

/// The automatic renewals of the services that are tried within so many days, by expiry.
///
/// # Errors
/// Only what the database says.
pub async fn rehearse(ctx: &Context, days: u32) -> Result<Vec<Rehearsal>> {
    let today = ctx.today();
    let lead = ctx.settings.renewal_try_days.iter().max().copied().unwrap_or_default();
    let in_days = |days: u32| today.checked_add_days(Days::new(days.into())).unwrap_or(today);
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let mut found = Vec::new();
    for id in renewals::coming(&mut tx, today, in_days(days + lead), PAGE).await? {
        found.extend(if_readable(rehearse_one(ctx, &mut tx, id).await, &mut aside)?.flatten());
    }
    drop(tx);
    set_aside(ctx, aside).await;
    found.retain(|rehearsal: &Rehearsal| rehearsal.on <= in_days(days));
    Ok(found)
}

async fn rehearse_one(
    ctx: &Context,
    tx: &mut Tx,
    id: SubscriptionId,
) -> Result<Option<Rehearsal>, Error> {
    let Some(service) = subscriptions::by_id(tx, id).await? else { return Ok(None) };
    if is_asked(tx, id).await? {
        return Ok(None);
    }
    let pending = orders::pending_products(tx, service.account).await?;
    let waiting = pending.map(|order| waiting(order.number, order.kind));
    let Stands { status, years, plan, .. } = stands(ctx, tx, &service, waiting).await?;
    let (Some(method), Some(on)) = (status.automatic, status.charged_on) else { return Ok(None) };
    let quote = quote_on(ctx, &service, &plan, By::Itself, years, on).ok();
    let amount = quote.map(|quote| quote.totals.due);
    let in_the_way = waiting.filter(|order| !order.is_renewal);
    let hitch = match (in_the_way, amount) {
        (Some(order), _) => Some(Hitch::OrderInTheWay(order.number)),
        (None, None) => Some(Hitch::NotSold),
        (None, Some(_)) => method.is_void(on).then_some(Hitch::VoidMethod),
    };
    Ok(Some(Rehearsal {
        on,
        holder: service.holder.party.name.to_string(),
        service: service.service,
        expires: service.expires(),
        amount,
        method,
        hitch,
    }))
}
