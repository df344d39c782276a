//! Rows that could not be read are looked at again, so that a mended one is no alarm any more.

use domain::job::{Job, Servers};
use services::unreadable;

use super::{Done, Entry, minutes};

/// There are hardly ever any, and noting twice that one makes sense changes nothing.
pub const JOB: Entry = Entry {
    job: Job::UnreadableRows,
    period: minutes(1),
    limit: Some(minutes(5)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move { unreadable::look_again(&tools.services).await.map(Done::of) })
    },
};
