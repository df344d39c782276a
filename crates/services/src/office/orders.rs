//! The orders as the office looks for them, and what it has to decide.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use domain::Money;
use domain::calendar::Date;
use domain::case::{Case, Origin};
use domain::id::OrderId;
use domain::order::{FailureReason, Happened, Order, OrderKind, PaymentMethod, Pile, Search};
use domain::refund::{Refund, Refundable};
use platform::Tx;

use crate::activation::obstacle;
use crate::payment::refundable;
use crate::store::unreadable::Unreadable;
use crate::store::{cases, orders, refunds};
use crate::unreadable::{named, readable, set_aside};
use crate::{Context, Error, Result, civil_time};

/// The most orders that one page lists.
pub const PAGE: usize = 25;

/// Which orders the office wants to see; what is left out does not matter.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What was typed into the one field.
    pub search: Option<Search>,
    /// How they are paid.
    pub method: Option<PaymentMethod>,
    /// What they are for.
    pub kind: Option<OrderKind>,
    /// What has to be done with them.
    pub pile: Option<Pile>,
    /// Orders with this number and before.
    pub from: Option<i64>,
}

/// An order in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// As it is, but without its lines.
    pub order: Order,
    /// A public body has sent its commitment document, and nobody has decided about it.
    pub has_commitment: bool,
}

/// How many orders lie on a pile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Height {
    /// The pile that is counted.
    pub pile: Pile,
    /// Orders that are wanted and lie on it.
    pub orders: i64,
}

/// A page of the orders that are wanted, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// At most [`PAGE`] of them.
    pub orders: Vec<Listed>,
    /// How many there are in all, on the pile that is wanted.
    pub in_all: i64,
    /// How many of those are newer than the page.
    pub newer: i64,
    /// The `from` of the page of newer ones; the first page has none.
    pub previous: Option<i64>,
    /// The `from` of the page of older ones, if there is one.
    pub next: Option<i64>,
    /// How many of the orders that are wanted lie on each pile, whichever is wanted.
    pub heights: [Height; Pile::ALL.len()],
    /// What is still to come for those of `Da incassare`.
    pub to_collect: Money,
    /// How many things wait for a decision ([`to_decide`], and commitment documents).
    pub waiting: usize,
}

/// Looks for orders. What cannot be read is set aside ([`crate::unreadable`]).
///
/// # Errors
/// Only what the database says.
pub async fn orders(ctx: &Context, filter: &Filter) -> Result<Page> {
    let query = orders::OrderQuery {
        search: filter.search.clone(),
        method: filter.method,
        kind: filter.kind,
    };
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let from = filter.from.unwrap_or(i64::MAX);
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let mut found = orders::page(&mut tx, &query, filter.pile, from, limit + 1).await?;
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let counted = orders::counted(&mut tx, &query, from).await?;
    let before = match filter.from {
        Some(from) => orders::newer(&mut tx, &query, filter.pile, from, limit).await?,
        None => Vec::new(),
    };
    drop(tx);

    let found = readable(found, &mut aside)?;
    let next = found.last().filter(|_| has_older).map(|oldest| oldest.number - 1);
    set_aside(ctx, aside).await;
    let orders::Counted { heights: stored, documents, waiting } = counted;
    let of = |pile| stored.iter().filter(move |height| height.pile == pile);
    let on_it = |height: &&orders::Height| filter.pile.is_none_or(|pile| height.pile == pile);
    let heights =
        Pile::ALL.map(|pile| Height { pile, orders: of(pile).map(|height| height.orders).sum() });
    let listed = |order: Order| Listed { has_commitment: documents.contains(&order.number), order };
    Ok(Page {
        orders: found.into_iter().map(listed).collect(),
        in_all: stored.iter().filter(on_it).map(|height| height.orders).sum(),
        newer: stored.iter().filter(on_it).map(|height| height.newer).sum(),
        // Fewer than a page of newer ones is the first page, and that one begins nowhere.
        previous: before.get(PAGE - 1).copied(),
        next,
        heights,
        to_collect: of(Pile::ToCollect).map(|height| Money::from_cents(height.missing)).sum(),
        waiting: usize::try_from(waiting).unwrap_or_default() + documents.len(),
    })
}

/// Money that somebody has to decide about.
#[derive(Clone, Debug)]
pub struct ToDecide {
    /// What was put aside.
    pub cases: Vec<Case>,
    /// Refunds that wait for a second member of staff or for the provider.
    pub refunds: Vec<Refund>,
}

/// Looks at what waits for a decision. What cannot be read is set aside ([`crate::unreadable`]).
///
/// # Errors
/// Only what the database says.
pub async fn to_decide(ctx: &Context) -> Result<ToDecide> {
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let cases = readable(cases::all_open(&mut tx).await?, &mut aside)?;
    let refunds = readable(refunds::open(&mut tx).await?, &mut aside)?;
    drop(tx);
    set_aside(ctx, aside).await;
    Ok(ToDecide { cases, refunds })
}

/// Something that has happened to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The civil day.
    pub day: Date,
    /// The moment, if more than the day is known.
    pub at: Option<DateTime<Utc>>,
    /// What it was.
    pub what: Happened,
    /// A member of staff, the provider, or the shop itself; none for the customer.
    pub by: Option<String>,
    /// The money that it was about.
    pub amount: Option<Money>,
}

/// What has happened, the newest first. Of a day, what has no moment came of what has one.
async fn events(tx: &mut Tx, order: OrderId) -> Result<Vec<Event>> {
    let noted = orders::history(tx, order).await?;
    let event = |noted: orders::Noted| {
        let day = noted.day.or(noted.at.map(|at| civil_time(at).date()))?;
        let amount = noted.amount.map(Money::from_cents);
        Some(Event { day, at: noted.at, what: noted.what, by: noted.by_whom, amount })
    };
    let mut events: Vec<Event> = noted.into_iter().filter_map(event).collect();
    events.sort_by_key(|event| Reverse((event.day, event.at.is_none(), event.at)));
    Ok(events)
}

/// One order as the office looks at it, whoever made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// With its lines.
    pub order: Order,
    /// Why it could not be fulfilled today, while it waits for its payment.
    pub impossible: Option<FailureReason>,
    /// How much of its payment could be given back at once.
    pub refundable: Money,
    /// The way that it would go; none when each part goes the way that it came.
    pub origin: Option<Origin>,
    /// What of its payment was given back, or will be.
    pub given_back: Money,
    /// Refunds of it that wait for a second member of staff or for the provider.
    pub refunds: Vec<Refund>,
    /// What has happened to it, the newest first.
    pub events: Vec<Event>,
}

/// What was found under the number of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// It is there, whole.
    Order(Box<Looked>),
    /// It is there, and this row of it cannot be read.
    Unreadable(Unreadable),
}

/// Looks for one order by its number. A row of it that cannot be read is set aside and named.
///
/// # Errors
/// `NotFound` when no order has this number, and what the database says.
pub async fn look_for(ctx: &Context, number: i64) -> Result<Sought> {
    match order(ctx, number).await {
        Ok(looked) => Ok(Sought::Order(Box::new(looked))),
        Err(error @ Error::Corrupt { .. }) => named(ctx, error).await.map(Sought::Unreadable),
        Err(error) => Err(error),
    }
}

/// Looks at one order.
///
/// # Errors
/// `NotFound` when there is no such order.
pub async fn order(ctx: &Context, number: i64) -> Result<Looked> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, number).await?;
    let impossible = obstacle(ctx, &mut tx, &order).await?;
    let refundable = refundable(&mut tx, order.id).await?;
    let mut refunds = refunds::of_order(&mut tx, order.id).await?;
    let is_of_payment = |refund: &&Refund| refund.case.is_none() && refund.state.is_decided();
    let given_back = refunds.iter().filter(is_of_payment).map(|refund| refund.amount).sum();
    refunds.retain(|refund| refund.state.is_open());
    let events = events(&mut tx, order.id).await?;
    Ok(Looked {
        order,
        impossible,
        refundable: refundable.as_ref().map_or(Money::ZERO, Refundable::most),
        origin: refundable.and_then(|refundable| refundable.origin()),
        given_back,
        refunds,
        events,
    })
}
