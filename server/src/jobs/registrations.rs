//! Earlier accounts with the same numbers hear of a registration, and accountants of offers: what no answer
//! may tell is told by mail.

use std::time::Duration;

use domain::job::{Job, Servers};
use services::{account, accountant};

use super::{Done, Entry, minutes};

/// Each registration, and each offer, is held while its mails are written, so servers share them.
pub const JOB: Entry = Entry {
    job: Job::Registrations,
    period: Duration::from_secs(10),
    limit: Some(minutes(5)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move {
            let told = account::announce_registrations(&tools.services).await?;
            Ok(Done::of(told + accountant::announce_offers(&tools.services).await?))
        })
    },
};
