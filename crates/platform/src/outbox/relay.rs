//! The relay carries mails from the outbox to a carrier, several at once.
//!
//! Any number of relays may run. Each mail is delivered at least once: after a crash between the
//! delivery and the note of it, the mail goes out again under the same Message-ID. How many leave
//! at once, and to one domain, holds for each relay by itself.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::deliveries::{Deliveries, Sent};
use super::rows::{self, Full, Leased};
use super::seal::Bodies;
use crate::mail::{Carrier, Message, SendError};
use crate::{Db, Error, KeyRing, Result};

/// Longer than a delivery may take (`mail::Patience`), so that nobody else begins while the
/// first is still at it; short, because a mail leased by a crashed relay waits for it.
const LEASE: TimeDelta = TimeDelta::seconds(150);

/// How long an idle relay sleeps. A look costs one indexed read.
const NAP: Duration = Duration::from_secs(1);

/// A relay that cannot reach its own database looks less often.
const NAP_WHEN_BROKEN: Duration = Duration::from_secs(10);

/// A sender of mails: its outbox, its clock, its address.
pub trait Sender: Sync {
    /// Where the outbox is.
    fn db(&self) -> &Db;

    /// What its texts are sealed with.
    fn keys(&self) -> &KeyRing;

    /// What says which mails are due.
    fn now(&self) -> DateTime<Utc>;

    /// The name of a lease.
    fn new_id(&self) -> Uuid;

    /// Who sends them: `Name <address>`.
    fn address(&self) -> &str;

    /// Hears of mails that nobody can read.
    fn set_aside(&self, corrupt: Vec<Error>) -> impl Future<Output = ()> + Send;
}

struct Relay<'a, S, C> {
    from: &'a S,
    carrier: &'a C,
    shutdown: &'a CancellationToken,
    deliveries: Deliveries,
}

/// Delivers what is due now and tells how many mails left. It ends early at a mail server that
/// lets nobody in.
///
/// # Errors
/// Only what the database says; a mail that does not leave is tried again.
pub async fn deliver_due<S, C>(from: &S, carrier: &C) -> Result<usize>
where
    S: Sender,
    C: Carrier + Clone + 'static,
{
    let never = CancellationToken::new();
    let mut relay = Relay::new(from, carrier, &never);
    let mut delivered = 0;
    let mut door_is_open = true;
    let mut outcome = relay.begin().await;
    while let Some((mail, sent)) = relay.deliveries.ended().await {
        delivered += usize::from(sent.is_ok());
        door_is_open &= !matches!(sent, Err(SendError::Unreachable(_)));
        // What has begun is brought to its end, whatever became of the others.
        outcome = outcome.and(relay.note(&mail, sent).await);
        if outcome.is_ok() && door_is_open {
            outcome = relay.begin().await;
        }
    }
    outcome.map(|()| delivered)
}

/// Delivers until `shutdown`. Deliveries that have begun are finished first. Each look into the
/// outbox that went well is told to `looked`, with the moment at which it began.
pub async fn run_forever<S, C>(
    from: S,
    carrier: C,
    shutdown: CancellationToken,
    looked: impl Fn(Instant),
) where
    S: Sender,
    C: Carrier + Clone + 'static,
{
    let mut relay = Relay::new(&from, &carrier, &shutdown);
    let mut look = Instant::now();
    while !shutdown.is_cancelled() {
        let begun = Instant::now();
        if look <= begun {
            let outcome = relay.begin().await;
            if outcome.is_ok() {
                looked(begun);
            }
            look = Instant::now() + nap_after(outcome);
        }
        tokio::select! {
            () = shutdown.cancelled() => break,
            Some((mail, sent)) = relay.deliveries.ended() => {
                let closed_door = matches!(sent, Err(SendError::Unreachable(_)));
                look = Instant::now() + match relay.note(&mail, sent).await {
                    // The next mail would meet the same closed door.
                    Ok(()) if closed_door => NAP,
                    Ok(()) => Duration::ZERO,
                    broken => nap_after(broken),
                };
            }
            () = tokio::time::sleep_until(look) => {}
        }
    }
    while let Some((mail, sent)) = relay.deliveries.ended().await {
        nap_after(relay.note(&mail, sent).await);
    }
}

fn nap_after(outcome: Result<()>) -> Duration {
    match outcome {
        Ok(()) => NAP,
        Err(error) => {
            tracing::error!(%error, "the outbox cannot be read or written");
            NAP_WHEN_BROKEN
        }
    }
}

impl<'a, S: Sender, C: Carrier + Clone + 'static> Relay<'a, S, C> {
    fn new(from: &'a S, carrier: &'a C, shutdown: &'a CancellationToken) -> Self {
        Self { from, carrier, shutdown, deliveries: Deliveries::default() }
    }

    /// Begins deliveries until every place is taken, or nothing is due that may go.
    async fn begin(&mut self) -> Result<()> {
        while self.deliveries.has_place() && !self.shutdown.is_cancelled() {
            let Some(mail) = lease(self.from, self.deliveries.full_domains()).await? else { break };
            let sender = self.from.address().to_owned();
            let bodies = mail.bodies(self.from.keys());
            let delivery = deliver(self.carrier.clone(), sender, mail.clone(), bodies);
            self.deliveries.begin(mail, delivery);
        }
        Ok(())
    }

    async fn note(&self, mail: &Leased, sent: Sent) -> Result<()> {
        let from = self.from;
        match &sent {
            Ok(()) => tracing::info!(id = %mail.id, attempts = mail.attempts, "mail delivered"),
            Err(error) => {
                tracing::warn!(id = %mail.id, attempts = mail.attempts, %error, "mail has to wait");
            }
        }
        from.db()
            .retrying(async || {
                let mut tx = from.db().write().await?;
                match &sent {
                    Ok(()) => rows::delivered(&mut tx, mail.id, from.now()).await?,
                    Err(error) => {
                        let not_before = from.now() + pause_after(mail.attempts, error);
                        rows::failed(&mut tx, mail, &error.to_string(), not_before).await?;
                    }
                }
                tx.commit().await
            })
            .await
    }
}

async fn deliver(
    carrier: impl Carrier,
    sender: String,
    mail: Leased,
    bodies: Result<Bodies>,
) -> Sent {
    let bodies = bodies.map_err(|error| SendError::Refused(error.to_string()))?;
    let message = Message {
        message_id: mail.message_id,
        written_at: mail.created_at,
        from: sender,
        to: mail.recipient,
        subject: mail.subject,
        text: bodies.text,
        html: bodies.html,
    };
    carrier.send(&message).await
}

async fn lease(from: &impl Sender, full: Full<'_>) -> Result<Option<Leased>> {
    // Looking first in a snapshot keeps an idle relay away from SQLite's only writer.
    let mut tx = from.db().read().await?;
    if rows::next_due(&mut tx, from.now(), full).await?.is_none() {
        return Ok(None);
    }
    drop(tx);

    let taken = from.db().retrying(async || {
        let (now, mut aside) = (from.now(), Vec::new());
        let mut tx = from.db().write().await?;
        let lease = from.new_id();
        let leased = rows::lease_next(&mut tx, lease, now, now + LEASE, full, &mut aside).await?;
        tx.commit().await?;
        Ok::<_, Error>((leased, aside))
    });
    let (leased, mut aside) = taken.await?;
    // It is refused like a mail that nobody takes, and tried again when somebody has mended it.
    aside.extend(leased.as_ref().and_then(|mail| mail.bodies(from.keys()).err()));
    from.set_aside(aside).await;
    Ok(leased)
}

/// Twice as long after every attempt. A closed door is tried again within ten minutes, so that
/// the mails of an outage leave soon after it; a server that wants a mail later is asked each half
/// hour in the end; a refused mail ends at once a day.
fn pause_after(attempts: i64, error: &SendError) -> TimeDelta {
    let (first, longest) = match error {
        SendError::Unreachable(_) => (TimeDelta::seconds(5), TimeDelta::minutes(10)),
        SendError::Postponed(_) => (TimeDelta::seconds(15), TimeDelta::minutes(30)),
        SendError::Refused(_) => (TimeDelta::minutes(1), TimeDelta::days(1)),
    };
    let doublings = u32::try_from(attempts.clamp(1, 20) - 1).unwrap_or_default();
    (first * 2_i32.pow(doublings)).min(longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::Patience;

    #[test]
    fn pauses_double_up_to_a_cap() {
        let closed = SendError::Unreachable(String::new());
        let later = SendError::Postponed(String::new());
        let refused = SendError::Refused(String::new());
        let seconds = |attempts, error| pause_after(attempts, error).num_seconds();
        assert_eq!([1, 2, 3, 7, 8, 50].map(|n| seconds(n, &closed)), [5, 10, 20, 320, 600, 600]);
        assert_eq!([1, 2, 7, 8, 50].map(|n| seconds(n, &later)), [15, 30, 960, 1_800, 1_800]);
        assert_eq!(
            [1, 2, 11, 12, i64::MAX].map(|n| seconds(n, &refused)),
            [60, 120, 61_440, 86_400, 86_400]
        );
    }

    #[test]
    fn a_lease_outlives_the_slowest_delivery() {
        // What has ended is noted one after the other, and a busy database lets that wait.
        let noting = Duration::from_secs(60);
        assert!(LEASE.to_std().unwrap() > Patience::USUAL.in_all() + noting);
    }
}
