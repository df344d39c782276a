//! The home of the panel: `Stato servizio`.

use domain::entitlements::{Module, Seats};
use domain::renewal::{RenewalStatus, Transfer};
use domain::setup::{self, Setup};
use domain::space::{Space, Stored};
use domain::{Money, Product};

use super::ServiceAccess;
use crate::renewal::stands_with_order;
use crate::store::configurations;
use crate::store::orders::Pending;
use crate::{Context, Result};

/// What the panel shows of a service beside what it may use.
#[derive(Clone, Debug)]
pub struct Home {
    /// Those that go with the service, each with where it stands.
    pub modules: Vec<Module>,
    /// Of additional users.
    pub seats: Seats,
    /// What a year of each add-on costs today, without IVA; none of what is not sold.
    pub prices: Vec<(Product, Money)>,
    /// An order that waits for its payment.
    pub pending: Option<Pending>,
    /// How the service goes on.
    pub renewal: RenewalStatus,
    /// Whether a transfer is still in time, where that matters.
    pub transfer: Option<Transfer>,
    /// What there is for what is kept in it.
    pub space: Space,
    /// Bytes that will be in use at the expiry; none while that cannot be known.
    pub needed_space: Option<u64>,
    /// What its owner has still to do.
    pub setup: Setup,
}

/// Looks at the service whose panel was opened.
///
/// # Errors
/// Only what the database says.
pub async fn home(ctx: &Context, access: &ServiceAccess) -> Result<Home> {
    let subscription = access.subscription();
    let mut tx = ctx.db.read().await?;
    let (stands, pending) = stands_with_order(ctx, &mut tx, subscription).await?;
    let renewal = stands.status;
    let (configuration, used) = configurations::with_users(&mut tx, subscription).await?;
    let seats = access.entitlements().seats(used);
    let (expires, today) = (subscription.expires(), access.today());
    // No use case keeps anything in a service yet. What will, is counted here.
    let space = Space::of(access.entitlements(), Stored::default());
    let ordered = pending.as_ref().map(|order| (order.number, &order.products[..]));
    let terms = &ctx.prices().terms;
    let add_ons = subscription.service.add_ons();
    let prices = add_ons.filter_map(|it| Some((it, terms.yearly(it, access.today())?))).collect();
    Ok(Home {
        modules: access.entitlements().modules(ordered),
        seats,
        prices,
        pending,
        transfer: renewal.transfer(access.entitlements().standing(), expires, today),
        renewal,
        space,
        needed_space: space.needed_on(expires, today),
        setup: setup::tasks(configuration.is_answered(), seats, access.has_factor()),
    })
}
