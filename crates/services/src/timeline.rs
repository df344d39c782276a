//! What has happened to a service, page by page, and what is noted for it that no other row tells.

use domain::digest::is_told;
use domain::id::{AccountId, DoerId, SubscriptionId};
use domain::panel_user::PanelUser;
use domain::timeline::{By, Change, Deed, Event, Place, Role};
use platform::Tx;

use crate::store::timeline::{self, Note};
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
    let (id, deed) = (ctx.new_id(), Deed::Changed(change));
    let noted = Note { id, service, deed: &deed, by: &by, doer: None, waits: false };
    Ok(timeline::note(tx, noted, ctx.now()).await?)
}

/// Who does something in a panel.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Doer<'a> {
    pub id: DoerId,
    /// With what they sign in today.
    pub username: &'a str,
    pub role: Role,
}

impl<'a> From<&'a PanelUser> for Doer<'a> {
    fn from(user: &'a PanelUser) -> Self {
        Self { id: user.id.into(), username: &user.username, role: user.role() }
    }
}

/// Notes what somebody does in a panel, in the unit of work that does it. What the owner of the service
/// should hear of waits to be told.
pub(crate) async fn note_in_panel(
    ctx: &Context,
    tx: &mut Tx,
    service: SubscriptionId,
    doer: Doer<'_>,
    deed: Deed,
) -> Result<()> {
    let by = By::PanelUser(doer.username.to_owned());
    let (id, waits) = (ctx.new_id(), is_told(&deed, Some(doer.role)));
    let doer = Some((doer.id, doer.role));
    let noted = Note { id, service, deed: &deed, by: &by, doer, waits };
    Ok(timeline::note(tx, noted, ctx.now()).await?)
}

/// The same where it was the office.
pub(crate) async fn note_by_office(
    ctx: &Context,
    tx: &mut Tx,
    service: SubscriptionId,
    deed: Deed,
) -> Result<()> {
    let (id, waits) = (ctx.new_id(), is_told(&deed, None));
    let noted = Note { id, service, deed: &deed, by: &By::Office(None), doer: None, waits };
    Ok(timeline::note(tx, noted, ctx.now()).await?)
}
