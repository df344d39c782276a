//! Customers are reminded that a service ends, or that it is about to be charged.

use domain::job::{Job, Servers};
use services::renewal;

use super::{Done, Entry, minutes};

/// The account is held while its mail is written and the next day noted, so servers share a day on
/// which many have to hear.
pub const JOB: Entry = Entry {
    job: Job::ExpiryReminders,
    period: minutes(60),
    limit: Some(minutes(120)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move {
            renewal::remind(&tools.services).await?;
            Ok(Done::Everything)
        })
    },
};
