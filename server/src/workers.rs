//! The work that nobody waits for: mails leave, and what has grown old is cleared away.

mod housekeeping;
mod payments;

use services::{Context, outbox::relay, ports::Mailer};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// Starts all of it, until `stopping`. The tracker is empty once everything has ended.
pub fn start(services: &Context, mailer: Mailer, stopping: &CancellationToken) -> TaskTracker {
    let workers = TaskTracker::new();
    workers.spawn(relay::run_forever(services.clone(), mailer, stopping.clone()));
    workers.spawn(housekeeping::run_forever(services.clone(), stopping.clone()));
    workers.spawn(payments::work_through_messages(services.clone(), stopping.clone()));
    workers.spawn(payments::ask_questions(services.clone(), stopping.clone()));
    workers.spawn(payments::confirm_refunds(services.clone(), stopping.clone()));
    workers.spawn(payments::look_after_unpaid(services.clone(), stopping.clone()));
    workers.spawn(payments::look_after_methods(services.clone(), stopping.clone()));
    workers.spawn(payments::renew(services.clone(), stopping.clone()));
    workers.close();
    workers
}
