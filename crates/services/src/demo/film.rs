//! The film of what the days of a demonstration have brought. A shop has none.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Money;
use domain::demo::Charged;
use domain::party::Holder;
use domain::subscription::Standing;
use platform::Error as Broken;
use uuid::Uuid;

use super::mailbox::only_in_the_demo;
use crate::store::attempts::read_state;
use crate::store::demo_clock::{self, Look};
use crate::store::json;
use crate::unreadable::{if_readable, readable, set_aside};
use crate::{Context, Result, civil_time};

/// Notes which services do not look any more as they did when they were noted last.
///
/// # Errors
/// `NotFound` in a shop.
pub async fn note_changes(ctx: &Context) -> Result<()> {
    only_in_the_demo(ctx)?;
    let mut aside = Vec::new();
    let looks = demo_clock::looks(&mut ctx.db.read().await?).await?;
    let looks = readable(looks, &mut aside)?;
    set_aside(ctx, aside).await;
    let standing = |look: &Look| match look.closed_on {
        Some(_) => Standing::Over,
        None => Standing::of(look.expires_on, ctx.today()),
    };
    let is_new = |look: &Look| {
        look.seen_standing.as_deref() != Some(name(standing(look)))
            || look.seen_expires_on != Some(look.expires_on)
    };
    let changed: Vec<&Look> = looks.iter().filter(|look| is_new(look)).collect();
    if changed.is_empty() {
        return Ok(());
    }
    let mut tx = ctx.db.write().await?;
    for look in changed {
        let id = ctx.new_id();
        demo_clock::insert_scene(&mut tx, id, look, name(standing(look)), ctx.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Something that happened in the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// The moment, on the clock of the demonstration.
    pub at: DateTime<Utc>,
    /// Written, asked for or changed.
    pub what: Event,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A mail was written.
    Mail {
        /// Its name in the outbox.
        kind: String,
        /// To whom.
        recipient: String,
        /// The line that a mailbox shows.
        subject: String,
        /// Under which the mailbox has it.
        message_id: String,
    },
    /// Money was asked for.
    Charge {
        /// The order that it was for.
        order: i64,
        /// VAT included.
        amount: Money,
        /// What became of it.
        outcome: Charged,
        /// The business that it was for.
        holder: String,
    },
    /// A service looks otherwise.
    Change {
        /// The business that has it.
        holder: String,
        /// Its last day.
        expires: NaiveDate,
        /// What that meant at that moment.
        standing: Standing,
    },
}

/// The newest scenes, this many at most, newest first.
///
/// # Errors
/// `NotFound` in a shop.
pub async fn film(ctx: &Context, scenes_max: u32) -> Result<Vec<Scene>> {
    only_in_the_demo(ctx)?;
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let mut scenes: Vec<(DateTime<Utc>, Uuid, Event)> = Vec::new();
    for row in readable(demo_clock::mails(&mut tx, scenes_max.into()).await?, &mut aside)? {
        let (kind, message_id) = (row.kind, row.message_id);
        let mail = Event::Mail { kind, recipient: row.recipient, subject: row.subject, message_id };
        scenes.push((row.created_at, row.id, mail));
    }
    for row in readable(demo_clock::charges(&mut tx, scenes_max.into()).await?, &mut aside)? {
        let corrupt = || Broken::corrupt("payment_attempt", "state", row.id);
        let state = read_state(&row.state, row.refusal).ok_or_else(corrupt);
        let Some(state) = if_readable(state, &mut aside)? else { continue };
        let Some(holder) = if_readable(holder(&row.holder, row.id), &mut aside)? else { continue };
        let charge = Event::Charge {
            order: row.number,
            amount: Money::from_cents(row.amount),
            outcome: Charged::of(state),
            holder,
        };
        scenes.push((row.begun_at, row.id, charge));
    }
    for row in readable(demo_clock::scenes(&mut tx, scenes_max.into()).await?, &mut aside)? {
        let standing = if row.standing == name(Standing::Over) {
            Standing::Over
        } else {
            Standing::of(row.expires_on, civil_time(row.seen_at).date())
        };
        let Some(holder) = if_readable(holder(&row.holder, row.id), &mut aside)? else { continue };
        let change = Event::Change { holder, expires: row.expires_on, standing };
        scenes.push((row.seen_at, row.id, change));
    }
    drop(tx);
    set_aside(ctx, aside).await;
    scenes.sort_by_key(|(at, id, _)| (std::cmp::Reverse(*at), std::cmp::Reverse(*id)));
    scenes.truncate(usize::try_from(scenes_max).unwrap_or(usize::MAX));
    Ok(scenes.into_iter().map(|(at, _, what)| Scene { at, what }).collect())
}

fn holder(text: &str, id: Uuid) -> Result<String> {
    let holder: Holder = json::read(text, || Broken::corrupt("subscription", "holder", id))?;
    Ok(holder.party.name.to_string())
}

fn name(standing: Standing) -> &'static str {
    match standing {
        Standing::Active => "active",
        Standing::NearExpiry { .. } => "near_expiry",
        Standing::Consultation { .. } => "consultation",
        Standing::Over => "over",
    }
}
