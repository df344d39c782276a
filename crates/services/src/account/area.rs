//! `Area clienti`: what a customer has, and the orders behind it.

use chrono::NaiveDate;
use domain::Product;
use domain::id::{AccountId, SubscriptionId};
use domain::money::Money;
use domain::order::{FailureReason, Order};
use domain::renewal::RenewalStatus;
use domain::subscription::{Subscription, over_since};
use domain::termination::When;

use crate::activation::obstacle_of;
use crate::renewal::{status_with_due, waiting};
use crate::store::orders;
use crate::store::subscriptions::{self, InArea};
use crate::unreadable::{if_readable, readable, set_aside};
use crate::{Context, Result, civil_time};

/// The most orders that stand on a page about something else.
pub(super) const NEWEST: i64 = 5;

/// A service that is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// Names it where its orders and its past are shown.
    pub id: SubscriptionId,
    /// What was sold; its modules and users ended with it.
    pub service: Product,
    /// For whom.
    pub holder: String,
    /// Since when it is over.
    pub closed_on: NaiveDate,
}

/// What the customer area shows.
#[derive(Clone, Debug)]
pub struct Area {
    /// The service, also when its days of consultation are over and nobody has closed it yet.
    pub subscription: Option<Subscription>,
    /// There is a service that cannot be shown because it cannot be read.
    pub is_service_hidden: bool,
    /// The username of the panel, which is not that of the account.
    pub panel_username: Option<String>,
    /// The day on which its owner asked to give it up, and for when, while nobody has decided about that.
    pub termination: Option<(NaiveDate, When)>,
    /// How the service goes on.
    pub renewal: Option<RenewalStatus>,
    /// What the next renewal costs on its day; none when something is not sold then.
    pub renewal_due: Option<Money>,
    /// Services that are over, the newest first.
    pub former: Vec<Former>,
    /// The newest ones, newest first.
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
    let orders = readable(orders::newest(&mut tx, account, None, NEWEST).await?, &mut aside)?;
    let hidden = aside.len();
    let services = readable(subscriptions::in_area(&mut tx, account, None).await?, &mut aside)?;
    let (live, former): (Vec<_>, Vec<_>) =
        services.into_iter().partition(|it| it.closed_on.is_none());
    // Which one it is that cannot be read, nobody can tell.
    let is_service_hidden = aside.len() > hidden && live.is_empty();
    let (subscription, panel_username, asked) = match live.into_iter().next() {
        Some(it) => (Some(it.service), it.panel_username, it.termination),
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
    let goes_on = subscription.as_ref().is_some_and(|it| it.standing(today).can_be_renewed());
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
        termination: asked.filter(|_| goes_on).map(|(at, when)| (civil_time(at).date(), when)),
        renewal,
        renewal_due,
        former: former.into_iter().filter_map(Former::of).collect(),
        orders,
        hidden,
        impossible,
        today,
    })
}

impl Former {
    fn of(it: InArea) -> Option<Self> {
        let InArea { service, closed_on, .. } = it;
        let holder = service.holder.party.name.to_string();
        let (id, expires, service) = (service.id, service.expires(), service.service);
        let over = closed_on.map(|closed_on| over_since(closed_on, expires));
        over.map(|closed_on| Self { id, service, holder, closed_on })
    }
}
