//! The provider is asked what became of tries to collect that nobody came back to tell about.

use std::time::Duration;

use domain::job::{Job, Servers};
use services::payment;

use super::{Done, Entry, minutes};

/// Whoever asks a question takes it first, so no two servers ask the same. A page of questions to a
/// provider that is silent takes a quarter of an hour.
pub const JOB: Entry = Entry {
    job: Job::Attempts,
    period: Duration::from_secs(10),
    limit: Some(minutes(20)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move { payment::look_after_attempts(&tools.services).await.map(Done::of) })
    },
};
