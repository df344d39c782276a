//! What an operator watches, read in one snapshot. `docs/operating.md` says what each figure means
//! and which of them are alarms.

use chrono::{DateTime, TimeDelta, Utc};

pub use crate::store::figures::InState;
use crate::store::{figures, outbox};
use crate::{Context, Result};

/// The state of the shop in numbers. Ages are those of the oldest, 0 when there is none.
#[derive(Clone, Debug)]
pub struct Figures {
    pub orders: Vec<InState>,
    pub attempts: Vec<InState>,
    pub refunds: Vec<InState>,
    pub open_cases: Vec<InState>,
    pub open_credits: i64,
    pub open_credit_cents: i64,
    pub open_letters: i64,
    pub unreadable_rows: i64,
    /// `Attivazione KO`, and nobody has decided.
    pub activation_failed: i64,
    /// Anything but 0 is an alarm.
    pub paid_not_active: i64,
    pub mails: i64,
    pub stuck_mails: i64,
    pub oldest_mail: TimeDelta,
    pub open_messages: i64,
    pub oldest_message: TimeDelta,
}

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
        open_letters: figures::open_letters(&mut tx).await?,
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
