//! Refunds are asked for again until the provider confirms or refuses them.

use domain::job::{Job, Servers};
use services::payment;

use super::{Done, Entry, minutes};

/// The provider knows each refund by its id, so asking twice gives back once.
pub const JOB: Entry = Entry {
    job: Job::Refunds,
    period: minutes(1),
    limit: Some(minutes(20)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move {
            payment::look_after_refunds(&tools.services).await?;
            // What is not confirmed yet is asked about in the next run, not at once.
            Ok(Done::Everything)
        })
    },
};
