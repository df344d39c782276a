//! Unpaid orders are reminded of, and called off when their time is over.

use domain::job::{Job, Servers};
use services::order;

use super::{Done, Entry, minutes};

/// It looks through every unpaid order, of which few want something today: more servers would read
/// all of it again for nothing.
pub const JOB: Entry = Entry {
    job: Job::UnpaidOrders,
    period: minutes(60),
    limit: Some(minutes(60)),
    servers: Servers::OneAtATime,
    run: |tools| {
        Box::pin(async move {
            order::look_after_unpaid(&tools.services).await?;
            Ok(Done::Everything)
        })
    },
};
