//! The days of a demonstration pass: its clock goes forward day by day, and each day does what the
//! jobs would have done on it.

use std::time::Duration;

use domain::subscription::Standing;
use services::demo::clock;
use services::demo::film::{self, Event, Scene};
use services::{Context, civil_time};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use crate::jobs::{self, Tools};

/// How often a process looks whether another one has moved the clock.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// One press lets its days pass after the other, so that each day has all that belongs to it.
static MOVING: Mutex<()> = Mutex::const_new(());

/// Lets this many days pass.
pub async fn move_on(tools: &Tools, days: u32) -> services::Result<()> {
    let ctx = &tools.services;
    let _moving = MOVING.lock().await;
    film::note_changes(ctx).await?;
    for _ in 0..days {
        clock::next_day(ctx).await?;
        jobs::do_all(tools).await;
        film::note_changes(ctx).await?;
    }
    Ok(())
}

/// Goes by the clock that all processes share, until `stopping`.
pub async fn follow(ctx: Context, stopping: CancellationToken) {
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            () = tokio::time::sleep(LOOK_EVERY) => {
                if let Err(error) = clock::follow(&ctx).await {
                    warn!(%error, "the clock of the demonstration cannot be read");
                }
            }
        }
    }
}

/// A scene as one line: `2027-03-15 mail charge_near to anna@bianchi.example`.
pub fn told(Scene { at, what }: &Scene) -> String {
    let day = civil_time(*at).date();
    match what {
        Event::Mail { kind, recipient, .. } => format!("{day} mail {kind} to {recipient}"),
        Event::Charge { amount, outcome, holder, .. } => {
            format!("{day} charge {amount} {} of {holder}", outcome.as_str())
        }
        Event::Change { holder, expires, standing } => {
            let standing = match standing {
                Standing::Active => "active",
                Standing::NearExpiry { .. } => "near its expiry",
                Standing::Consultation { .. } => "expired",
                Standing::Over => "over",
            };
            format!("{day} service {standing}, ends {expires}, of {holder}")
        }
    }
}

#[cfg(test)]
mod tests;
