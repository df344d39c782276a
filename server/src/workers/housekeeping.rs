//! Clears away what has grown old, brings back what a wrong clock has put off, and looks whether
//! what could not be read makes sense again.

use std::time::Duration;

use chrono::TimeDelta;
use services::{Context, housekeeping, store::sessions::Sessions, unreadable};
use tokio_util::sync::CancellationToken;
use tower_sessions::ExpiredDeletion;
use tracing::{info, warn};

use super::every;
use crate::middleware::session;

const PERIOD: Duration = Duration::from_secs(600);

/// How soon a row that was mended is no alarm any more.
const MENDED: Duration = Duration::from_secs(60);

pub async fn run_forever(services: Context, stopping: CancellationToken) {
    let sessions = Sessions::new(services.db.clone());
    loop {
        if let Err(error) = sessions.delete_expired().await {
            warn!(%error, "expired sessions stay for now");
        }
        if let Err(error) = sessions.shorten(TimeDelta::days(session::KEPT.whole_days())).await {
            warn!(%error, "sessions of a clock that was ahead stay for now");
        }
        if let Err(error) = housekeeping::forget_counters(&services).await {
            warn!(%error, "old counters stay for now");
        }
        if let Err(error) = housekeeping::forget_abandoned_carts(&services).await {
            warn!(%error, "abandoned carts stay for now");
        }
        match housekeeping::bring_back(&services).await {
            Ok(0) => {}
            Ok(rows) => info!(rows, "the clock was ahead: what it had put off is due now"),
            Err(error) => warn!(%error, "what a wrong clock has put off waits for now"),
        }
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(PERIOD) => (),
        }
    }
}

pub async fn look_again_at_unreadable(services: Context, stopping: CancellationToken) {
    let work = || unreadable::look_again(&services);
    every(MENDED, &stopping, "what could not be read", work).await;
}
