//! What goes on after somebody has registered.

use std::time::Duration;

use services::{Context, account};
use tokio_util::sync::CancellationToken;

use super::every;

/// How soon the earlier accounts with the same numbers are written to.
const ANNOUNCEMENTS: Duration = Duration::from_secs(10);

pub async fn announce(services: Context, stopping: CancellationToken) {
    let work = || account::announce_registrations(&services);
    every(ANNOUNCEMENTS, &stopping, "word of a registration", work).await;
}
