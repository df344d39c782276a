//! The work that nobody waits for: mails leave, and what has grown old is cleared away.

mod housekeeping;

use services::{Context, outbox::relay, ports::Mailer};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Starts all of it, until `stopping`. The tracker is empty once everything has ended.
pub fn start(services: &Context, mailer: Mailer, stopping: &CancellationToken) -> TaskTracker {
    let workers = TaskTracker::new();
    workers.spawn(relay::run_forever(services.clone(), mailer, stopping.clone()));
    workers.spawn(housekeeping::run_forever(services.clone(), stopping.clone()));
    workers.close();
    workers
}
