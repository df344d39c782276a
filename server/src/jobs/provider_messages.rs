//! What the payment provider says has its consequences: an order is paid, a refund is confirmed.

use std::time::Duration;

use domain::job::{Job, Servers};
use services::payment;

use super::{Done, Entry, minutes};

/// Each message is held while it is worked through, so servers share them.
pub const JOB: Entry = Entry {
    job: Job::ProviderMessages,
    period: Duration::from_secs(1),
    limit: Some(minutes(5)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move { payment::work_through(&tools.services).await.map(Done::of) })
    },
};
