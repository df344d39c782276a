//! Removes sessions that have expired and counters of attempts that no longer count.

use std::time::Duration;

use chrono::TimeDelta;
use services::{
    Context,
    store::{guesses, sessions::Sessions, throttle},
};
use tokio_util::sync::CancellationToken;
use tower_sessions::ExpiredDeletion;
use tracing::warn;

const PERIOD: Duration = Duration::from_secs(3600);

/// Longer than any window in which attempts are counted.
const COUNTERS_KEPT: TimeDelta = TimeDelta::days(2);

pub async fn run_forever(services: Context, stopping: CancellationToken) {
    let sessions = Sessions::new(services.db.clone());
    loop {
        if let Err(error) = sessions.delete_expired().await {
            warn!(%error, "expired sessions stay for now");
        }
        if let Err(error) = forget_counters(&services).await {
            warn!(%error, "old counters stay for now");
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => (),
        }
    }
}

async fn forget_counters(services: &Context) -> services::Result<()> {
    let mut tx = services.db.write().await?;
    let now = services.now();
    throttle::remove_before(&mut tx, now - COUNTERS_KEPT).await?;
    guesses::remove_outside(&mut tx, now - COUNTERS_KEPT, now + COUNTERS_KEPT).await?;
    tx.commit().await
}
