//! What is known of the work that goes on while nobody looks, and whose turn it is where one server
//! does it for all.
//!
//! Each server remembers its own runs. Those of a job that one server at a time does are in the
//! database too, so whichever server is asked knows of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::job::{Job, Runs, Servers, Success, Trouble};
use uuid::Uuid;

use crate::store::job_leases::{self, Candidate};
use crate::{Context, Result};

/// How long a server has a job without saying again that it is at it. One that dies in the middle
/// holds the others up for this long.
pub const LEASE: TimeDelta = TimeDelta::minutes(1);

/// What this server has done. Cloning it is cheap and shares the memory.
#[derive(Clone, Debug, Default)]
pub struct Jobs(Arc<Mutex<BTreeMap<Job, Runs>>>);

impl Jobs {
    /// The server looks after a job from now on.
    pub fn plan(&self, job: Job, period: Duration, servers: Servers, now: DateTime<Utc>) {
        let period_s = u32::try_from(period.as_secs()).unwrap_or(u32::MAX);
        let runs = Runs {
            period_s,
            servers,
            known_since: now,
            running_since: None,
            success: None,
            trouble: None,
        };
        self.runs().insert(job, runs);
    }

    /// A run has begun.
    pub fn begun(&self, job: Job, now: DateTime<Utc>) {
        self.note(job, |runs| runs.running_since = Some(now));
    }

    /// A run has ended well.
    pub fn succeeded(&self, job: Job, success: Success) {
        self.note(job, |runs| {
            runs.running_since = None;
            runs.success = Some(success);
        });
    }

    /// A run has ended otherwise.
    pub fn failed(&self, job: Job, now: DateTime<Utc>, trouble: Trouble) {
        self.note(job, |runs| {
            runs.running_since = None;
            runs.trouble = Some((now, trouble));
        });
    }

    fn note(&self, job: Job, change: impl FnOnce(&mut Runs)) {
        if let Some(runs) = self.runs().get_mut(&job) {
            change(runs);
        }
    }

    /// Each entry is a plain value, whole at any time; a panic elsewhere cannot spoil it.
    fn runs(&self) -> MutexGuard<'_, BTreeMap<Job, Runs>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known of every job that this server looks after: its own runs, and those of other servers
/// where one does the work for all.
///
/// # Errors
/// Only what the database says.
pub async fn seen(ctx: &Context) -> Result<Vec<(Job, Runs)>> {
    let elsewhere = job_leases::successes(&mut ctx.db.read().await?).await?;
    let mut runs = ctx.jobs.runs().clone();
    for (job, runs) in &mut runs {
        let of_all = elsewhere.iter().find(|(name, _)| name == job.as_str());
        let newest = of_all
            .map(|(_, success)| *success)
            .filter(|success| runs.success.is_none_or(|own| own.at < success.at));
        runs.success = newest.or(runs.success);
    }
    Ok(Job::ALL.into_iter().filter_map(|job| runs.get(&job).map(|runs| (job, *runs))).collect())
}

/// Whether a server may do now what one server does for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It may begin at once, and has the lease for [`LEASE`].
    Ours,
    /// It was done a while ago, or somebody else is at it: this long until one may ask again.
    In(TimeDelta),
}

/// Asks for the turn of a job that is due when nobody has done it for a `period`.
///
/// # Errors
/// Only what the database says.
pub async fn take_turn(ctx: &Context, job: Job, holder: Uuid, period: TimeDelta) -> Result<Turn> {
    ctx.db
        .retrying(async || {
            let now = ctx.now();
            let mut tx = ctx.db.write().await?;
            let wants = Candidate { holder, now, until: now + LEASE, due_before: now - period };
            if job_leases::take(&mut tx, job, wants).await? {
                tx.commit().await?;
                return Ok(Turn::Ours);
            }
            let done = job_leases::succeeded_at(&mut tx, job).await?;
            let due_in = done.map(|done| done + period - now);
            let due_in = due_in.filter(|left| TimeDelta::zero() < *left && *left <= period);
            Ok(Turn::In(due_in.unwrap_or(LEASE)))
        })
        .await
}

/// The server is still at it; false when it has lost its turn.
///
/// # Errors
/// Only what the database says.
pub async fn prolong_turn(ctx: &Context, job: Job, holder: Uuid) -> Result<bool> {
    let mut tx = ctx.db.write().await?;
    let prolonged = job_leases::prolong(&mut tx, job, holder, ctx.now() + LEASE).await?;
    tx.commit().await?;
    Ok(prolonged)
}

/// The turn is over, and with this success if there is one.
///
/// # Errors
/// Only what the database says.
pub async fn end_turn(
    ctx: &Context,
    job: Job,
    holder: Uuid,
    success: Option<Success>,
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    job_leases::give_back(&mut tx, job, holder, success).await?;
    Ok(tx.commit().await?)
}
