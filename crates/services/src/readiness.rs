//! Whether this server can do its work just now, for whoever sends customers to it.
//!
//! A check that does not answer in time has not answered well. What was the matter exactly stands
//! in the log; the answer names only which check it was, since strangers may read it.

use std::time::Duration;

use chrono::TimeDelta;
use platform::outbox;
use tokio::time::{Instant, timeout_at};

use crate::migrations::MIGRATIONS;
use crate::store::{schema, write_probe};
use crate::{Context, Error, Result, prices};

/// How long all checks together may take.
pub const PATIENCE: Duration = Duration::from_millis(2_500);

/// A mail that could have left for so long, with nobody at it, waits for a relay that is not there.
const OUTBOX_LATE: TimeDelta = TimeDelta::minutes(10);

/// What a server needs to do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The tables are those that this program was written for.
    Schema,
    /// The database takes what is written.
    Writing,
    /// This server sells at the newest prices.
    Prices,
    /// Mails leave.
    Outbox,
}

impl Need {
    /// In the order in which they are looked at: without the first, the others say nothing.
    pub const ALL: [Self; 4] = [Self::Schema, Self::Writing, Self::Prices, Self::Outbox];

    /// The name in the answer.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Writing => "writing",
            Self::Prices => "prices",
            Self::Outbox => "outbox",
        }
    }

    /// What it means that it is missing.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Schema => "the tables are not those of this program, or cannot be read",
            Self::Writing => "the database does not take what is written",
            Self::Prices => "this server does not have the newest price list",
            Self::Outbox => "mails that could leave have waited too long, or cannot be read",
        }
    }

    async fn is_there(self, ctx: &Context) -> Result<()> {
        match self {
            Self::Schema => schema_fits(ctx).await,
            Self::Writing => writing_works(ctx).await,
            Self::Prices => prices_are_the_newest(ctx).await,
            Self::Outbox => mails_leave(ctx).await,
        }
    }
}

/// What is missing just now; nothing when the server is ready.
pub async fn missing(ctx: &Context) -> Vec<Need> {
    let deadline = Instant::now() + PATIENCE;
    let mut missing = Vec::new();
    for need in Need::ALL {
        let problem = match timeout_at(deadline, need.is_there(ctx)).await {
            Ok(Ok(())) => continue,
            Ok(Err(error)) => error,
            Err(_) => Error::broken("it does not answer in time"),
        };
        tracing::warn!(need = need.as_str(), %problem, "this server is not ready");
        missing.push(need);
    }
    missing
}

async fn schema_fits(ctx: &Context) -> Result<()> {
    let differences =
        schema::differences(&mut ctx.db.read().await?, &ctx.db.steps_of(&MIGRATIONS)).await?;
    if differences.is_empty() { Ok(()) } else { Err(Error::broken(differences.join("; "))) }
}

/// A disk that is full shows only once something new has been stored for good.
async fn writing_works(ctx: &Context) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    write_probe::fill(&mut tx).await?;
    tx.commit().await?;
    let mut tx = ctx.db.write().await?;
    write_probe::empty(&mut tx).await?;
    Ok(tx.commit().await?)
}

async fn prices_are_the_newest(ctx: &Context) -> Result<()> {
    match prices::ready(ctx).await? {
        prices::Readiness::Ready => Ok(()),
        other => Err(Error::broken(format!("{other:?}"))),
    }
}

async fn mails_leave(ctx: &Context) -> Result<()> {
    let now = ctx.now();
    let mut tx = ctx.db.read().await?;
    match outbox::forgotten_since(&mut tx, now).await? {
        Some(since) if now - since > OUTBOX_LATE => {
            let minutes = (now - since).num_minutes();
            Err(Error::broken(format!("the oldest mail has waited for {minutes} minutes")))
        }
        _ => Ok(()),
    }
}
