//! `Gestisci`: one service with everything that belongs to it, and what has happened to it.

use chrono::NaiveDate;
use domain::entitlements::{Entitlements, Seats};
use domain::id::{AccountId, SubscriptionId};
use domain::money::Money;
use domain::order::{FailureReason, Order};
use domain::renewal::RenewalStatus;
use domain::subscription::{Standing, Subscription, over_since};
use domain::termination::When;
use domain::timeline::{Event, Place};

use super::area::NEWEST;
use crate::activation::obstacle_of;
use crate::renewal::{status_with_due, waiting};
use crate::store::{orders, subscriptions};
use crate::timeline::{self, Timeline};
use crate::unreadable::{if_readable, readable, set_aside};
use crate::{Context, Error, Result, civil_time};

/// What the page of a service shows.
#[derive(Clone, Debug)]
pub struct Managed {
    /// As it is today, or as it was at its end.
    pub subscription: Subscription,
    /// What its expiry means today; a service that somebody has closed is over.
    pub standing: Standing,
    /// The day on which it was over.
    pub closed_on: Option<NaiveDate>,
    /// The username of the panel, which is not that of the account.
    pub panel_username: Option<String>,
    /// Places for additional users.
    pub seats: Seats,
    /// The day on which its owner asked to give it up, and for when, while nobody has decided about that.
    pub termination: Option<(NaiveDate, When)>,
    /// How it goes on; none once it is over, and when that cannot be read.
    pub renewal: Option<RenewalStatus>,
    /// What the next renewal costs on its day; none when something is not sold then.
    pub renewal_due: Option<Money>,
    /// Its newest orders, newest first.
    pub orders: Vec<Order>,
    /// How many orders cannot be shown because they cannot be read.
    pub hidden: usize,
    /// Why the one that waits for its payment must not be paid any more.
    pub impossible: Option<FailureReason>,
    /// What has happened, as its customer reads it.
    pub timeline: Timeline,
    /// The day that it is looked at.
    pub today: NaiveDate,
}

/// Looks at a service of this account; somebody else's does not exist. `before` is where an earlier
/// page of what has happened begins.
///
/// # Errors
/// `NotFound` for a service of somebody else, and what the database says.
pub async fn service(
    ctx: &Context,
    account: AccountId,
    id: SubscriptionId,
    before: Option<Place>,
) -> Result<Managed> {
    let today = ctx.today();
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let found = subscriptions::in_area(&mut tx, account, Some(id)).await?;
    let it = found.into_iter().next().ok_or(Error::NotFound("service"))??;
    let orders = readable(orders::newest(&mut tx, account, Some(id), NEWEST).await?, &mut aside)?;
    let hidden = aside.len();
    let timeline = timeline::of_service(&mut tx, id, account, before).await?;

    let subscription = it.service.on(today);
    let standing = match it.closed_on {
        Some(_) => Standing::Over,
        None => subscription.standing(today),
    };
    let pending = orders.iter().find(|order| order.state.is_awaiting_payment());
    let impossible = match pending {
        Some(order) => obstacle_of(ctx, &mut tx, order, Some(&subscription)).await?,
        None => None,
    };
    let renewal = if standing.can_be_renewed() {
        let waiting = pending.map(|order| waiting(order.number, order.kind));
        let known = status_with_due(ctx, &mut tx, &subscription, waiting).await;
        if_readable(known, &mut aside)?
    } else {
        None
    };
    drop(tx);
    set_aside(ctx, aside).await;
    let (renewal, renewal_due) = match renewal {
        Some((known, due)) => (Some(known), due),
        None => (None, None),
    };
    let seats = Entitlements::of(&subscription, today).seats(it.additional_users);
    Ok(Managed {
        standing,
        closed_on: it.closed_on.map(|closed_on| over_since(closed_on, subscription.expires())),
        panel_username: it.panel_username,
        seats,
        termination: it
            .termination
            .filter(|_| standing.can_be_renewed())
            .map(|(at, when)| (civil_time(at).date(), when)),
        renewal,
        renewal_due,
        orders,
        hidden,
        impossible,
        timeline: Timeline {
            events: timeline.events.into_iter().map(Event::for_customer).collect(),
            ..timeline
        },
        today,
        subscription,
    })
}
