//! What an automatic renewal does on its day, worked out in one place: for the job that does it, and
//! for whoever wants to see it beforehand.

use chrono::Days;
use domain::Product;
use domain::calendar::Date;
use domain::id::SubscriptionId;
use domain::money::Money;
use domain::order::Order;
use domain::quote::Line;
use domain::renewal::{By, MethodName};
use domain::subscription::Subscription;
use uuid::Uuid;

use super::prepare::{Step, Stop, collectable, enough};
use super::{Stands, as_it_stands, quote_on, waiting};
use crate::store::renewals::{self, Coming};
use crate::store::{orders, subscriptions};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

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
    /// What is asked for: what is missing of the order of the renewal once there is one. None while
    /// nothing can be asked for.
    pub amount: Option<Money>,
    /// What that is for.
    pub lines: Vec<Line>,
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
    /// The bank wanted the customer when this method was charged last, and may want so again.
    WantsCustomer,
    /// This order has to be paid or called off first; nothing is charged.
    OrderInTheWay(i64),
    /// A try to pay this order of the renewal is under way; while its outcome is open nothing is
    /// charged a second time.
    UnderWay(i64),
    /// The order of the renewal cannot be fulfilled any more; nothing is charged for it.
    Impossible(i64),
    /// Less is missing than can be collected; nothing is charged.
    TooLittle,
}

impl Hitch {
    /// Why nothing will be collected of the order of a renewal.
    fn of(stop: &Stop, order: i64) -> Self {
        match stop {
            Stop::UnderWay => Self::UnderWay(order),
            Stop::Impossible(_) => Self::Impossible(order),
            Stop::TooLittle => Self::TooLittle,
        }
    }
}

/// Where a page of the list ends: with the service of this expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its last day.
    pub expires: Date,
    /// Which one.
    pub service: SubscriptionId,
}

impl Place {
    /// `2027-04-14_0192…`, as an address says it.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}_{}", self.expires, self.service)
    }

    /// Reads [`Self::text`]; none when it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (expires, service) = text.split_once('_')?;
        Some(Self { expires: expires.parse().ok()?, service: service.parse().ok()? })
    }
}

/// A page of what is rehearsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsals {
    /// By expiry.
    pub renewals: Vec<Rehearsal>,
    /// Where it goes on; none at the end.
    pub next: Option<Place>,
}

/// The automatic renewals of the services that are tried within so many days, by expiry: those of the
/// next `limit` services behind `after`.
///
/// # Errors
/// Only what the database says.
pub async fn rehearse(
    ctx: &Context,
    days: u32,
    after: Option<Place>,
    limit: u32,
) -> Result<Rehearsals> {
    let today = ctx.today();
    let lead = ctx.settings.renewal_try_days.iter().max().copied().unwrap_or_default();
    let in_days = |days: u32| today.checked_add_days(Days::new(days.into())).unwrap_or(today);
    let after = after.map_or((today, SubscriptionId(Uuid::nil())), |it| (it.expires, it.service));
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let until = in_days(days + lead);
    let mut coming = renewals::coming(&mut tx, until, after, i64::from(limit) + 1).await?;
    let of_page = usize::try_from(limit).unwrap_or(usize::MAX);
    let is_more = coming.len() > of_page;
    coming.truncate(of_page);
    let coming = readable(coming, &mut aside)?;
    let Some(last) = coming.last().map(|it| it.place) else {
        drop(tx);
        set_aside(ctx, aside).await;
        return Ok(Rehearsals { renewals: Vec::new(), next: None });
    };
    let services = subscriptions::renewing(&mut tx, after, last).await?;
    let services = readable(services, &mut aside)?;
    let pending = readable(orders::pending_among(&mut tx, after, last).await?, &mut aside)?;
    drop(tx);
    set_aside(ctx, aside).await;

    let rehearsed = coming.into_iter().filter_map(|it| {
        let service = services.iter().find(|service| service.id == it.place.1)?;
        let order = pending.iter().find(|order| Some(order.number) == it.pending);
        // What cannot be read is being looked after.
        let is_known = it.pending.is_none() || order.is_some();
        is_known.then(|| rehearse_one(ctx, it, service, order.cloned())).flatten()
    });
    let renewals = rehearsed.filter(|rehearsal| rehearsal.on <= in_days(days)).collect();
    let next = is_more.then_some(Place { expires: last.0, service: last.1 });
    Ok(Rehearsals { renewals, next })
}

fn rehearse_one(
    ctx: &Context,
    coming: Coming,
    service: &Subscription,
    pending: Option<Order>,
) -> Option<Rehearsal> {
    let own = coming.stand.charge.and_then(|(order, _)| order);
    let waits = pending.as_ref().map(|order| waiting(order.number, order.kind));
    let Stands { status, years, plan, .. } = as_it_stands(ctx, service, coming.stand, waits);
    let (method, on) = (status.automatic?, status.charged_on?);
    let of_method = match (method.is_void(on), coming.wanted_customer) {
        (true, _) => Some(Hitch::VoidMethod),
        (false, true) => Some(Hitch::WantsCustomer),
        (false, false) => None,
    };
    let (amount, lines, hitch) = match Step::of(own, pending) {
        Step::Leave => return None,
        Step::WaitFor(order) => (None, Vec::new(), Some(Hitch::OrderInTheWay(order.number))),
        Step::TryAgain(order) => {
            match collectable(&order, coming.is_under_way, service, method.kind, on) {
                Ok(amount) => (Some(amount), order.lines.clone(), of_method),
                Err(stop) => (None, Vec::new(), Some(Hitch::of(&stop, order.number))),
            }
        }
        Step::Conclude => match quote_on(ctx, service, &plan, By::Itself, years, on) {
            Ok(quote) => match enough(quote.totals.due, method.kind) {
                Some(amount) => (Some(amount), quote.lines, of_method),
                None => (None, Vec::new(), Some(Hitch::TooLittle)),
            },
            Err(_) => (None, Vec::new(), Some(Hitch::NotSold)),
        },
    };
    Some(Rehearsal {
        on,
        holder: service.holder.party.name.to_string(),
        service: service.service,
        expires: service.expires(),
        amount,
        lines,
        method,
        hitch,
    })
}
