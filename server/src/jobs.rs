//! The work that goes on while nobody looks, as one table: a file and a line for each job.
//!
//! What a newcomer would get wrong: any number of servers run all of it at the same time. A job
//! that works row by row holds each row and looks again before it acts, so servers share the rows;
//! one that looks everything through says [`Servers::OneAtATime`].

mod attempts;
mod expiry_reminders;
mod housekeeping;
mod mails;
mod panel_notices;
mod provider_messages;
mod recoveries;
mod refunds;
mod registrations;
mod renewals;
mod runner;
mod stored_methods;
mod unpaid_orders;
mod unreadable_rows;

use std::time::{Duration, Instant};

use domain::job::{Job, Servers, Success};
use futures::future::BoxFuture;
use metrics::{counter, gauge};
use services::{Context, outbox::relay::deliver_due, ports::Mailer};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::warn;
use uuid::Uuid;

use crate::metrics::{JOB_LAST_SECONDS, JOB_LAST_SUCCESS, JOB_SUCCESSES};

/// All jobs.
const TABLE: [Entry; 13] = [
    provider_messages::JOB,
    attempts::JOB,
    refunds::JOB,
    stored_methods::JOB,
    renewals::JOB,
    expiry_reminders::JOB,
    unpaid_orders::JOB,
    panel_notices::JOB,
    mails::JOB,
    registrations::JOB,
    recoveries::JOB,
    unreadable_rows::JOB,
    housekeeping::JOB,
];

/// A line of the table.
#[derive(Clone, Copy)]
pub struct Entry {
    pub job: Job,
    /// From the end of one run to the beginning of the next one.
    pub period: Duration,
    /// A run that takes longer is cut off; what it has committed stays. None for a job that goes on
    /// until the server stops and tells each of its rounds by [`Tools::did`].
    pub limit: Option<Duration>,
    pub servers: Servers,
    pub run: fn(Tools) -> BoxFuture<'static, services::Result<Done>>,
}

/// What a run has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Everything,
    /// There may be more of it, so the next run begins at once.
    Something,
}

impl Done {
    /// After so many things were done.
    fn of(count: usize) -> Self {
        if count > 0 { Self::Something } else { Self::Everything }
    }
}

/// What a job works with.
#[derive(Clone)]
pub struct Tools {
    pub services: Context,
    pub mailer: Mailer,
    pub stopping: CancellationToken,
    /// The name of this server among those that take turns.
    pub server: Uuid,
}

impl Tools {
    /// A run that began at `since` has ended well.
    pub fn did(&self, job: Job, since: Instant) -> Success {
        let (took, at) = (since.elapsed(), self.services.now());
        let success = Success { at, took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX) };
        self.services.jobs.succeeded(job, success);
        counter!(JOB_SUCCESSES, "job" => job.as_str()).increment(1);
        gauge!(JOB_LAST_SECONDS, "job" => job.as_str()).set(took.as_secs_f64());
        #[expect(
            clippy::cast_precision_loss,
            reason = "seconds of this century are far below the 53 bits that a float holds exactly"
        )]
        gauge!(JOB_LAST_SUCCESS, "job" => job.as_str()).set(at.timestamp() as f64);
        success
    }
}

/// Starts all of it, until `stopping`. The tracker is empty once everything has ended.
pub fn start(services: &Context, mailer: Mailer, stopping: &CancellationToken) -> TaskTracker {
    let (services, stopping, server) = (services.clone(), stopping.clone(), services.new_id());
    start_these(&TABLE, &Tools { services, mailer, stopping, server })
}

/// Does each job once, to its end: what they do on a day of a demonstration that nobody waits for. One
/// that fails keeps the others from nothing.
pub async fn do_all(tools: &Tools) {
    // Mails come last, since the others write them.
    for entry in TABLE.iter().filter(|entry| entry.limit.is_some()) {
        loop {
            match (entry.run)(tools.clone()).await {
                Ok(Done::Something) => {}
                Ok(Done::Everything) => break,
                Err(error) => {
                    warn!(job = entry.job.as_str(), %error, "a job has to wait");
                    break;
                }
            }
        }
    }
    if let Err(error) = deliver_due(&tools.services, &tools.mailer).await {
        warn!(job = Job::Mails.as_str(), %error, "a job has to wait");
    }
}

fn start_these(table: &[Entry], tools: &Tools) -> TaskTracker {
    let running = TaskTracker::new();
    for entry in table {
        let Tools { services, .. } = tools;
        services.jobs.plan(entry.job, entry.period, entry.servers, services.now());
        running.spawn(runner::keep_doing(*entry, tools.clone()));
    }
    running.close();
    running
}

/// In minutes, for the table.
const fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

#[cfg(test)]
mod tests;
