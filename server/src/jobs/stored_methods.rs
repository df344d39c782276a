//! Ways to pay are stored that somebody has left with the provider, and removed ones are given up
//! there.

use std::time::Duration;

use domain::job::{Job, Servers};
use services::payment;

use super::{Done, Entry, minutes};

/// Each is held while it is looked after, so servers share them.
pub const JOB: Entry = Entry {
    job: Job::StoredMethods,
    period: Duration::from_secs(10),
    limit: Some(minutes(20)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move {
            let asked = payment::look_after_setups(&tools.services).await?;
            // What a provider does not let go of now is asked for again later, not at once.
            payment::detach_removed(&tools.services).await?;
            Ok(Done::of(asked))
        })
    },
};
