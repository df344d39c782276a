//! What an operator watches, read in one snapshot. `docs/operating.md` says what each figure means
//! and which of them are alarms.

use chrono::{DateTime, TimeDelta, Utc};
use platform::outbox;

use crate::store::figures;
pub use crate::store::figures::InState;
use crate::{Context, Result};

/// The state of the shop in numbers. Ages are those of the oldest, 0 when there is none.
#[derive(Clone, Debug)]
pub struct Figures {
    /// By state, with what is due for them.
    pub orders: Vec<InState>,
    /// Tries to collect, by state.
    pub attempts: Vec<InState>,
    /// By state.
    pub refunds: Vec<InState>,
    /// Money that waits for a decision, by kind.
    pub open_cases: Vec<InState>,
    /// Credits of statements that nobody has decided about.
    pub open_credits: i64,
    /// What these are worth.
    pub open_credit_cents: i64,
    /// Commitment documents that nobody has read.
    pub open_commitments: i64,
    /// Rows that were set aside.
    pub unreadable_rows: i64,
    /// `Attivazione KO`, and nobody has decided.
    pub activation_failed: i64,
    /// Anything but 0 is an alarm.
    pub paid_not_active: i64,
    /// Those that have not left.
    pub mails: i64,
    /// Of these, the ones that were refused again and again.
    pub stuck_mails: i64,
    /// How long the oldest that could leave has waited.
    pub oldest_mail: TimeDelta,
    /// Messages of the provider without their consequences.
    pub open_messages: i64,
    /// Age of the oldest of them.
    pub oldest_message: TimeDelta,
}

/// Counts everything at one moment.
///
/// # Errors
/// Only what the database says.
pub async fn read(ctx: &Context) -> Result<Figures> {
    let now = ctx.now();
    let age = |since: Option<DateTime<Utc>>| since.map_or(TimeDelta::zero(), |since| now - since);
    let mut tx = ctx.db.read().await?;
    let (open_credits, open_credit_cents) = figures::open_credits(&mut tx).await?;
    let (mails, stuck_mails) = figures::mails(&mut tx, outbox::STUCK_AFTER).await?;
    let (open_messages, oldest_message) = figures::open_messages(&mut tx).await?;
    Ok(Figures {
        orders: figures::orders(&mut tx).await?,
        attempts: figures::attempts(&mut tx).await?,
        refunds: figures::refunds(&mut tx).await?,
        open_cases: figures::open_cases(&mut tx).await?,
        open_credits,
        open_credit_cents,
        open_commitments: figures::open_commitments(&mut tx).await?,
        unreadable_rows: figures::unreadable_rows(&mut tx).await?,
        activation_failed: figures::activation_failed(&mut tx).await?,
        paid_not_active: figures::paid_not_active(&mut tx).await?,
        mails,
        stuck_mails,
        oldest_mail: age(figures::oldest_mail(&mut tx, now).await?),
        open_messages,
        oldest_message: age(oldest_message),
    })
}
