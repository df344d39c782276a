//! Mails leave the outbox.

use std::time::Duration;

use domain::job::{Job, Servers};
use services::outbox::relay;

use super::{Done, Entry, Tools};

/// The relay goes on by itself, since a mail that leaves slowly must not hold up the next. Each mail
/// is leased to the server that delivers it, and each delivery has its time.
pub const JOB: Entry = Entry {
    job: Job::Mails,
    period: Duration::from_secs(1),
    limit: None,
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move {
            let Tools { services, mailer, stopping, .. } = tools.clone();
            relay::run_forever(services, mailer, stopping, |since| {
                tools.did(Job::Mails, since.into_std());
            })
            .await;
            Ok(Done::Everything)
        })
    },
};
