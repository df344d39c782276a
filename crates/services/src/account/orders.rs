//! `Ordini`: all orders of an account, a page at a time, narrowed by state, year and service.

use chrono::{Datelike, NaiveDate};
use domain::Product;
use domain::calendar::Date;
use domain::id::{AccountId, SubscriptionId};
use domain::order::{FailureReason, Order, Pile};

use crate::activation::obstacle;
use crate::store::orders::{self, Own};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// The most orders that one page lists.
const PAGE: usize = 10;

/// Which orders; what is left out does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OwnFilter {
    /// Where they stand.
    pub pile: Option<Pile>,
    /// The year in which they were concluded.
    pub year: Option<i32>,
    /// The service that they are for. An order that began none is for none.
    pub service: Option<SubscriptionId>,
    /// Orders with this number and before.
    pub from: Option<i64>,
}

/// What the orders can be narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// From this one to the first.
    pub years: Vec<i32>,
    /// The newest first: which one, what it is, and since when.
    pub services: Vec<(SubscriptionId, Product, NaiveDate)>,
}

/// A page of orders, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnOrders {
    /// At most ten, without their lines, but for the one that waits for its payment.
    pub orders: Vec<Order>,
    /// How many of the page cannot be shown because they cannot be read.
    pub hidden: usize,
    /// Why the one that waits for its payment must not be paid any more.
    pub impossible: Option<FailureReason>,
    /// The `from` of the page of newer ones.
    pub previous: Option<i64>,
    /// There is a first page, which is another one.
    pub is_first: bool,
    /// The `from` of the page of older ones, if there is one.
    pub next: Option<i64>,
    /// What can be chosen.
    pub choices: Choices,
}

/// Looks through the orders of an account. What cannot be read is set aside ([`crate::unreadable`]).
///
/// # Errors
/// Only what the database says.
pub async fn own_orders(
    ctx: &Context,
    account: AccountId,
    filter: &OwnFilter,
) -> Result<OwnOrders> {
    let days = filter.year.and_then(days_of);
    let wanted = Own { account, pile: filter.pile, days, service: filter.service };
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let from = filter.from.unwrap_or(i64::MAX);
    let mut tx = ctx.db.read().await?;
    let mut found = orders::own_page(&mut tx, &wanted, from, limit + 1).await?;
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let before = match filter.from {
        Some(from) => orders::own_newer(&mut tx, &wanted, from, limit).await?,
        None => Vec::new(),
    };
    let (first, services) = orders::choices(&mut tx, account).await?;
    let mut aside = Vec::new();
    let orders = readable(found, &mut aside)?;
    let impossible = match orders.iter().find(|order| order.state.is_awaiting_payment()) {
        Some(waits) => obstacle(ctx, &mut tx, waits).await?,
        None => None,
    };
    drop(tx);
    let hidden = aside.len();
    set_aside(ctx, aside).await;

    let this_year = ctx.today().year();
    let first = first.map_or(this_year, |day| day.year());
    Ok(OwnOrders {
        next: orders.last().filter(|_| has_older).map(|oldest| oldest.number - 1),
        orders,
        hidden,
        impossible,
        // Fewer than a page of newer ones is the first page, and that one begins nowhere.
        previous: before.get(PAGE - 1).copied(),
        is_first: before.is_empty(),
        choices: Choices {
            years: (first..=this_year).rev().collect(),
            services: services.into_iter().map(|it| (it.id, it.service, it.activated_on)).collect(),
        },
    })
}

fn days_of(year: i32) -> Option<(Date, Date)> {
    Date::from_ymd_opt(year, 1, 1).zip(Date::from_ymd_opt(year, 12, 31))
}
