//! Earlier accounts with the same numbers hear of a registration.

use std::time::Duration;

use domain::job::{Job, Servers};
use services::account;

use super::{Done, Entry, minutes};

/// Each registration is held while its mails are written, so servers share them.
pub const JOB: Entry = Entry {
    job: Job::Registrations,
    period: Duration::from_secs(10),
    limit: Some(minutes(5)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(
            async move { account::announce_registrations(&tools.services).await.map(Done::of) },
        )
    },
};
