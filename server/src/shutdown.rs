//! Ends the server in order: no new connections, open requests finish, but not for ever.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing::info;

use crate::stop::Stop;

/// How long open requests may take after the signal. Supervisors kill after some 30 s.
const DRAIN: Duration = Duration::from_secs(10);

/// Cancels `stopping` at the first SIGTERM or SIGINT.
pub fn on_signal(stopping: CancellationToken) -> Result<(), Stop> {
    let listen = |kind| {
        signal(kind).map_err(|error| Stop::Failed(format!("no signals can be heard: {error}.")))
    };
    let mut terminate = listen(SignalKind::terminate())?;
    let mut interrupt = listen(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => info!("SIGTERM: draining"),
            _ = interrupt.recv() => info!("SIGINT: draining"),
        }
        stopping.cancel();
    });
    Ok(())
}

/// Returns when draining has taken too long.
pub async fn drain_limit(stopping: &CancellationToken) {
    stopping.cancelled().await;
    tokio::time::sleep(DRAIN).await;
}
