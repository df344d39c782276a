//! Services renew by themselves: an order is made a week before the expiry and collected.

use domain::job::{Job, Servers};
use services::payment;

use super::{Done, Entry, minutes};

/// The account is held and the try committed before the provider hears of it, so servers share a
/// day with many renewals; a lease of the whole run would leave all of it to one of them.
pub const JOB: Entry = Entry {
    job: Job::Renewals,
    period: minutes(10),
    limit: Some(minutes(120)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move {
            payment::collect_renewals(&tools.services).await?;
            Ok(Done::Everything)
        })
    },
};
