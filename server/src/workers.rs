//! The work that nobody waits for: mails leave, and what has grown old is cleared away.

mod accounts;
mod housekeeping;
mod payments;

use std::time::Duration;

use services::{Context, outbox::relay, ports::Mailer};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::warn;

use crate::metrics::JOB_SUCCESSES;

/// Starts all of it, until `stopping`. The tracker is empty once everything has ended.
pub fn start(services: &Context, mailer: Mailer, stopping: &CancellationToken) -> TaskTracker {
    let workers = TaskTracker::new();
    workers.spawn(relay::run_forever(services.clone(), mailer, stopping.clone()));
    workers.spawn(housekeeping::run_forever(services.clone(), stopping.clone()));
    workers.spawn(housekeeping::look_again_at_unreadable(services.clone(), stopping.clone()));
    workers.spawn(accounts::announce(services.clone(), stopping.clone()));
    workers.spawn(payments::work_through_messages(services.clone(), stopping.clone()));
    workers.spawn(payments::ask_questions(services.clone(), stopping.clone()));
    workers.spawn(payments::confirm_refunds(services.clone(), stopping.clone()));
    workers.spawn(payments::look_after_unpaid(services.clone(), stopping.clone()));
    workers.spawn(payments::look_after_methods(services.clone(), stopping.clone()));
    workers.spawn(payments::renew(services.clone(), stopping.clone()));
    workers.close();
    workers
}

/// Does `work` every `period` until `stopping`; what has begun is finished first.
async fn every<F>(period: Duration, stopping: &CancellationToken, what: &str, work: impl Fn() -> F)
where
    F: Future<Output = services::Result<usize>>,
{
    while !stopping.is_cancelled() {
        match work().await {
            Ok(done) => {
                metrics::counter!(JOB_SUCCESSES, "job" => what.to_owned()).increment(1);
                // There may be more of it.
                if done > 0 {
                    continue;
                }
            }
            Err(error) => warn!(%error, "{what} has to wait"),
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(period) => (),
        }
    }
}
