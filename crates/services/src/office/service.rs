//! One service as the office looks at it: what it is, and what has happened to it by whose hand.

use domain::calendar::Date;
use domain::id::SubscriptionId;
use domain::subscription::{Standing, Subscription};
use domain::timeline::Place;

use crate::store::subscriptions;
use crate::timeline::{self, Timeline};
use crate::{Context, Error, Result};

/// What the office sees of a service.
#[derive(Clone, Debug)]
pub struct Seen {
    /// As it is today, or as it was at its end.
    pub subscription: Subscription,
    /// What its expiry means today; a service that somebody has closed is over.
    pub standing: Standing,
    /// The day on which it was over.
    pub closed_on: Option<Date>,
    /// What has happened, with the names of staff.
    pub timeline: Timeline,
}

/// Looks at a service, whosever it is. `before` is where an earlier page of what has happened begins.
///
/// # Errors
/// `NotFound` when there is no such service, and what the database says.
pub async fn service(ctx: &Context, id: SubscriptionId, before: Option<Place>) -> Result<Seen> {
    let today = ctx.today();
    let mut tx = ctx.db.read().await?;
    let found = subscriptions::of_anybody(&mut tx, id).await?;
    let (subscription, closed_on) = found.ok_or(Error::NotFound("service"))?;
    let timeline = timeline::of_service(&mut tx, id, subscription.account, before).await?;
    let subscription = subscription.on(today);
    let standing = match closed_on {
        Some(_) => Standing::Over,
        None => subscription.standing(today),
    };
    Ok(Seen { subscription, standing, closed_on, timeline })
}
