//! The owner of a service hears what others have done in its panel, at once or in a digest.

use domain::job::{Job, Servers};
use services::digest;

use super::{Done, Entry, minutes};

/// The account is held while its mail is written, so servers share the digests of a morning.
pub const JOB: Entry = Entry {
    job: Job::PanelNotices,
    period: minutes(1),
    limit: Some(minutes(30)),
    servers: Servers::Each,
    run: |tools| {
        Box::pin(async move {
            digest::tell(&tools.services).await?;
            Ok(Done::Everything)
        })
    },
};
