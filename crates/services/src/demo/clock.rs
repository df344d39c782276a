//! The clock of a demonstration, which is moved forward day by day.
//!
//! Whoever moves it does on each day what the jobs would have done; that is the server's business.
//! A shop has none of this: everything here answers `NotFound` outside of a demonstration.

use chrono::NaiveDate;

use super::mailbox::only_in_the_demo;
use crate::store::demo_clock;
use crate::{Context, Result};

/// A process has begun on the database of a demonstration. The day that it was told to play holds
/// for all; one that was told none goes on where the demonstration stands.
///
/// # Errors
/// `NotFound` in a shop.
pub async fn begin(ctx: &Context, was_told: bool) -> Result<()> {
    only_in_the_demo(ctx)?;
    let mut tx = ctx.db.write().await?;
    demo_clock::hold(&mut tx).await?;
    match demo_clock::ahead(&mut tx).await? {
        Some(ahead) if !was_told => ctx.clock.keep_ahead(ahead),
        Some(_) | None => demo_clock::set_ahead(&mut tx, ctx.clock.ahead()).await?,
    }
    Ok(tx.commit().await?)
}

/// Goes by the clock that all processes share, as another one may have moved it.
///
/// # Errors
/// Only what the database says.
pub async fn follow(ctx: &Context) -> Result<()> {
    // A day may pass here between the reading and the setting.
    let was = ctx.clock.ahead();
    if let Some(ahead) = demo_clock::ahead(&mut ctx.db.read().await?).await? {
        ctx.clock.keep_ahead_since(was, ahead);
    }
    Ok(())
}

/// Moves the clock to the same time a day later, for every process. Two that move it at once move
/// it by two days.
///
/// # Errors
/// `NotFound` in a shop.
pub async fn next_day(ctx: &Context) -> Result<NaiveDate> {
    only_in_the_demo(ctx)?;
    let mut tx = ctx.db.write().await?;
    demo_clock::hold(&mut tx).await?;
    if let Some(ahead) = demo_clock::ahead(&mut tx).await? {
        ctx.clock.keep_ahead(ahead);
    }
    ctx.clock.set(ctx.clock.same_time_tomorrow());
    demo_clock::set_ahead(&mut tx, ctx.clock.ahead()).await?;
    tx.commit().await?;
    Ok(ctx.today())
}
