//! The earlier accounts with a partita IVA or codice fiscale hear of a new one.
//!
//! It is not done while somebody registers: an answer that comes later for a known number would
//! tell that it is known.

use crate::store::accounts::{self, Newcomer};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result, notices};

/// Accounts with one number that are written to, the oldest first. Nobody has more by right; who
/// makes them by the thousand is written to by nobody.
const TOLD_MAX: i64 = 20;

/// Registrations looked at for one that can be read.
const PAGE: i64 = 50;

/// Tells the earlier accounts of one registration. Returns how many were worked through: when it
/// is one, there may be more.
///
/// # Errors
/// Only what the database says.
pub async fn announce_registrations(ctx: &Context) -> Result<usize> {
    let mut aside = Vec::new();
    let waiting = accounts::not_announced(&mut ctx.db.read().await?, PAGE).await?;
    let newcomer = readable(waiting, &mut aside)?.into_iter().next();
    set_aside(ctx, aside).await;
    let Some(newcomer) = newcomer else { return Ok(0) };
    ctx.db.retrying(|| announce(ctx, &newcomer)).await
}

async fn announce(ctx: &Context, newcomer: &Newcomer) -> Result<usize> {
    let mut tx = ctx.db.write().await?;
    if !accounts::announce(&mut tx, newcomer.id).await? {
        return Ok(1);
    }
    for earlier in accounts::earlier_than(&mut tx, newcomer, TOLD_MAX).await? {
        notices::account::numbers_registered(ctx, &mut tx, &earlier, newcomer).await?;
    }
    tx.commit().await?;
    Ok(1)
}
