//! `Area clienti`: what a customer has, and the orders behind it.

use chrono::NaiveDate;
use domain::id::AccountId;
use domain::money::Money;
use domain::order::{FailureReason, Order};
use domain::renewal::RenewalStatus;
use domain::subscription::Subscription;

use crate::activation::obstacle_of;
use crate::renewal::{status_with_due, waiting};
use crate::store::{orders, subscriptions};
use crate::unreadable::{if_readable, readable, set_aside};
use crate::{Context, Result, civil_time};

/// What the customer area shows.
#[derive(Clone, Debug)]
pub struct Area {
    /// The service, also when its days of consultation are over and nobody has closed it yet.
    pub subscription: Option<Subscription>,
    /// There is a service that cannot be shown because it cannot be read.
    pub is_service_hidden: bool,
    /// The username of the panel, which is not that of the account.
    pub panel_username: Option<String>,
    /// The day on which its owner asked to give it up, while nobody has decided about that.
    pub termination_asked_on: Option<NaiveDate>,
    /// How the service goes on.
    pub renewal: Option<RenewalStatus>,
    /// What the next renewal costs on its day; none when something is not sold then.
    pub renewal_due: Option<Money>,
    /// Newest first.
    pub orders: Vec<Order>,
    /// How many orders cannot be shown because they cannot be read.
    pub hidden: usize,
    /// Why the one that waits for its payment must not be paid any more.
    pub impossible: Option<FailureReason>,
    /// The day that it is looked at.
    pub today: NaiveDate,
}

/// Looks at everything that an account has.
///
/// # Errors
/// Only what the database says.
pub async fn area(ctx: &Context, account: AccountId) -> Result<Area> {
    let mut tx = ctx.db.read().await?;
    let today = ctx.today();
    let mut aside = Vec::new();
    let orders = readable(orders::of_account(&mut tx, account).await?, &mut aside)?;
    let hidden = aside.len();
    let service = subscriptions::in_area_of_account(&mut tx, account).await;
    let service = if_readable(service, &mut aside)?;
    let is_service_hidden = service.is_none();
    let (subscription, panel_username, asked_at) = match service.flatten() {
        Some(it) => (Some(it.service), it.panel_username, it.termination_asked_at),
        None => (None, None, None),
    };
    let pending = orders.iter().find(|order| order.state.is_awaiting_payment());
    let impossible = match pending {
        Some(order) if !is_service_hidden => {
            obstacle_of(ctx, &mut tx, order, subscription.as_ref()).await?
        }
        Some(_) | None => None,
    };
    let subscription = subscription.map(|service| service.on(today));
    let renewal = match &subscription {
        Some(service) => {
            let waiting = pending.map(|order| waiting(order.number, order.kind));
            let known = status_with_due(ctx, &mut tx, service, waiting).await;
            if_readable(known, &mut aside)?
        }
        None => None,
    };
    let (renewal, renewal_due) = match renewal {
        Some((known, due)) => (Some(known), due),
        None => (None, None),
    };
    drop(tx);
    set_aside(ctx, aside).await;
    Ok(Area {
        subscription,
        is_service_hidden,
        panel_username,
        termination_asked_on: asked_at.map(|at| civil_time(at).date()),
        renewal,
        renewal_due,
        orders,
        hidden,
        impossible,
        today,
    })
}
