//! Whoever has forgotten a username or a password is written to.

use std::time::Duration;

use domain::job::{Job, Servers};
use services::recovery;

use super::{Done, Entry, minutes};

/// Somebody waits for the mail. Each request is held while its mails are written, so servers share
/// them.
pub const JOB: Entry = Entry {
    job: Job::Recoveries,
    period: Duration::from_secs(2),
    limit: Some(minutes(5)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move { recovery::answer_requests(&tools.services).await.map(Done::of) })
    },
};
