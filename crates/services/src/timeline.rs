//! What has happened to a service, page by page, and what is noted for it that no other row tells.

use domain::id::{AccountId, SubscriptionId};
use domain::timeline::{By, Change, Event, Place, UserChange};
use platform::Tx;

use crate::store::timeline;
use crate::{Context, Result};

/// The most events that one page shows.
pub const PAGE: usize = 15;

/// A page of what has happened, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// At most [`PAGE`].
    pub events: Vec<Event>,
    /// Where the page of what happened before begins, if anything did.
    pub next: Option<Place>,
}

/// What has happened to a service of an account, or what happened before a place.
pub(crate) async fn of_service(
    tx: &mut Tx,
    service: SubscriptionId,
    account: AccountId,
    before: Option<Place>,
) -> Result<Timeline> {
    let before = before.unwrap_or_else(Place::newest);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut found = timeline::page(tx, service, account, &before, limit).await?;
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| has_older).map(|(place, _)| place.clone());
    Ok(Timeline { events: found.into_iter().map(|(_, event)| event).collect(), next })
}

/// Notes that somebody changed something about a service, in the unit of work that changes it.
pub(crate) async fn note(
    ctx: &Context,
    tx: &mut Tx,
    service: SubscriptionId,
    change: Change,
    by: By,
) -> Result<()> {
    Ok(timeline::note(tx, ctx.new_id(), service, change, &by, ctx.now()).await?)
}

/// The same about an additional user of the panel, or an accountant.
pub(crate) async fn note_user(
    ctx: &Context,
    tx: &mut Tx,
    service: SubscriptionId,
    what: (UserChange, &str),
    by: By,
) -> Result<()> {
    Ok(timeline::note_user(tx, ctx.new_id(), service, what, &by, ctx.now()).await?)
}
