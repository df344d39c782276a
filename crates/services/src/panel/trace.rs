//! `Registro attività`: who did what in the panel. The owner reads all of it, an additional user or an
//! accountant what they did themselves.

use domain::id::DoerId;
use domain::timeline::{Event, Place, Role};

use super::ServiceAccess;
use crate::store::trace;
use crate::{Context, Result};

/// The most that one page shows.
pub const PAGE: usize = 20;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What, when and by whom.
    pub event: Event,
    /// Who they were in the panel; none for others, and where it was not noted.
    pub role: Option<Role>,
}

/// A page of it, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// At most [`PAGE`].
    pub entries: Vec<Entry>,
    /// Where the page of what was done before begins, if anything was.
    pub next: Option<Place>,
    /// Of whom it can be read alone, with their username of then; nobody for all others.
    pub doers: Vec<(DoerId, String)>,
}

/// What was done, or what was done before a place, by everybody or by one of them. Whoever is not
/// the owner is always the one.
///
/// # Errors
/// Only what the database says.
pub async fn read(
    ctx: &Context,
    access: &ServiceAccess,
    of: Option<DoerId>,
    before: Option<Place>,
) -> Result<Trace> {
    let of = if access.is_owner() { of } else { Some(access.doer()) };
    let service = access.subscription().id;
    let before = before.unwrap_or_else(Place::newest);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut tx = ctx.db.read().await?;
    let mut found = trace::page(&mut tx, service, of, &before, limit).await?;
    let doers = if access.is_owner() { trace::doers(&mut tx, service).await? } else { Vec::new() };
    let has_older = found.len() > PAGE;
    found.truncate(PAGE);
    Ok(Trace {
        next: found.last().filter(|_| has_older).map(trace::Entry::place),
        entries: found.into_iter().map(|it| Entry { event: it.event, role: it.role }).collect(),
        doers,
    })
}
