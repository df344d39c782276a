//! The relay carries mails from the outbox to the mailer, one after the other.
//!
//! Any number of relays may run. Each mail is delivered at least once: after a crash between the
//! delivery and the note of it, the mail goes out again under the same Message-ID.

use std::time::Duration;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;

use crate::Context;
use crate::error::Result;
use crate::ports::mailer::{Mailer, Message, SendError};
use crate::store::outbox::{self, Leased};

/// Longer than a delivery may take (`mailer::DELIVERY_TIMEOUT`), so that nobody else begins
/// while the first is still at it; short, because a mail leased by a crashed relay waits for it.
const LEASE: TimeDelta = TimeDelta::seconds(120);

/// How long an idle relay sleeps. A look costs one indexed read.
const NAP: Duration = Duration::from_secs(1);

/// A relay that cannot reach its own database looks less often.
const NAP_WHEN_BROKEN: Duration = Duration::from_secs(10);

/// What one step of the relay did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Delivered,
    /// That mail waits; the next one may well go.
    Refused,
    /// The next one would meet the same closed door, so it is not worth knocking.
    Unreachable,
    NothingDue,
}

/// Delivers what is due now and tells how many mails left.
pub async fn run_once(ctx: &Context, mailer: &Mailer) -> Result<usize> {
    let mut delivered = 0;
    loop {
        match step(ctx, mailer).await? {
            Step::Delivered => delivered += 1,
            Step::Refused => {}
            Step::Unreachable | Step::NothingDue => return Ok(delivered),
        }
    }
}

/// Delivers until `shutdown`. A delivery that has begun is finished first.
pub async fn run_forever(ctx: Context, mailer: Mailer, shutdown: CancellationToken) {
    while !shutdown.is_cancelled() {
        let nap = match step(&ctx, &mailer).await {
            Ok(Step::Delivered | Step::Refused) => continue,
            Ok(Step::Unreachable | Step::NothingDue) => NAP,
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read");
                NAP_WHEN_BROKEN
            }
        };
        let _ = tokio::time::timeout(nap, shutdown.cancelled()).await;
    }
}

async fn step(ctx: &Context, mailer: &Mailer) -> Result<Step> {
    let Some(mail) = lease(ctx).await? else { return Ok(Step::NothingDue) };

    let sent = match message(ctx, &mail) {
        Ok(message) => mailer.send(&message).await,
        Err(error) => Err(SendError::Refused(error.to_string())),
    };

    ctx.db
        .retrying(async || {
            let mut tx = ctx.db.write().await?;
            match &sent {
                Ok(()) => outbox::delivered(&mut tx, mail.id, ctx.now()).await?,
                Err(error) => {
                    let not_before = ctx.now() + pause_after(mail.attempts, error);
                    outbox::failed(&mut tx, &mail, &error.to_string(), not_before).await?;
                }
            }
            tx.commit().await
        })
        .await?;
    Ok(match sent {
        Ok(()) => {
            tracing::info!(id = %mail.id, attempts = mail.attempts, "mail delivered");
            Step::Delivered
        }
        Err(error) => {
            tracing::warn!(id = %mail.id, attempts = mail.attempts, %error, "mail has to wait");
            match error {
                SendError::Refused(_) => Step::Refused,
                SendError::Unreachable(_) => Step::Unreachable,
            }
        }
    })
}

async fn lease(ctx: &Context) -> Result<Option<Leased>> {
    // Looking first in a snapshot keeps an idle relay away from SQLite's only writer.
    let mut tx = ctx.db.read().await?;
    if outbox::next_due(&mut tx, ctx.now()).await?.is_none() {
        return Ok(None);
    }
    drop(tx);

    ctx.db
        .retrying(async || {
            let mut tx = ctx.db.write().await?;
            let now = ctx.now();
            let leased = outbox::lease_next(&mut tx, ctx.new_id(), now, now + LEASE).await?;
            tx.commit().await?;
            Ok(leased)
        })
        .await
}

fn message(ctx: &Context, mail: &Leased) -> Result<Message> {
    let bodies = mail.bodies()?;
    Ok(Message {
        message_id: mail.message_id.clone(),
        written_at: mail.created_at,
        from: ctx.settings.brand.sender.clone(),
        to: mail.recipient.clone(),
        subject: mail.subject.clone(),
        text: bodies.text,
        html: bodies.html,
    })
}

/// Twice as long after every attempt. A closed door is tried again within ten minutes, so that
/// the mails of an outage leave soon after it; a refused mail ends at once a day.
fn pause_after(attempts: i64, error: &SendError) -> TimeDelta {
    let (first, longest) = match error {
        SendError::Unreachable(_) => (TimeDelta::seconds(5), TimeDelta::minutes(10)),
        SendError::Refused(_) => (TimeDelta::minutes(1), TimeDelta::days(1)),
    };
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    (first * 2_i32.pow(doublings)).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::mailer::DELIVERY_TIMEOUT;

    #[test]
    fn pauses_double_up_to_a_cap() {
        let closed = SendError::Unreachable(String::new());
        let refused = SendError::Refused(String::new());
        let seconds = |attempts, error| pause_after(attempts, error).num_seconds();
        assert_eq!([1, 2, 3, 7, 8, 50].map(|n| seconds(n, &closed)), [5, 10, 20, 320, 600, 600]);
        assert_eq!(
            [1, 2, 11, 12, i64::MAX].map(|n| seconds(n, &refused)),
            [60, 120, 61_440, 86_400, 86_400]
        );
    }

    #[test]
    fn a_lease_outlives_the_slowest_delivery() {
        assert!(LEASE.to_std().unwrap() > DELIVERY_TIMEOUT);
    }
}
