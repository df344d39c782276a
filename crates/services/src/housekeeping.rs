//! What has grown old is cleared away, and what a wrong clock has put off comes back.

use chrono::{Days, TimeDelta};
use domain::recovery::LINK_LIVES;
use platform::throttle;

use crate::store::{accountant_sign_ins, carts, guesses, panel_sign_ins, put_off, secret_links};
use crate::{Context, Result};

/// A session, which alone knows a visitor's cart, is forgotten after fourteen days without a visit;
/// so nobody can come back to a cart that is older than this.
pub const VISITORS_CART_KEPT: TimeDelta = TimeDelta::days(30);

/// Longer than any window in which attempts are counted.
const COUNTERS_KEPT: TimeDelta = TimeDelta::days(2);

/// Nothing but an agenda is ever put off for more than a day. What waits for longer than this was
/// written while the machine's clock was ahead, and would wait for as long as it was.
pub const FARTHEST: TimeDelta = TimeDelta::days(2);

/// The same of agendas, which are told up to the first of a month at the farthest.
const FARTHEST_AGENDA: Days = Days::new(32);

/// Removes the carts of visitors that nobody has touched for long, and tells how many there were.
/// The cart of an account is kept.
///
/// # Errors
/// Only what the database says.
pub async fn forget_abandoned_carts(ctx: &Context) -> Result<u64> {
    let mut tx = ctx.db.write().await?;
    let removed = carts::remove_abandoned(&mut tx, ctx.now() - VISITORS_CART_KEPT).await?;
    tx.commit().await?;
    Ok(removed)
}

/// Removes counters of attempts that no longer count, and links of mails that nobody can use.
///
/// # Errors
/// Only what the database says.
pub async fn forget_counters(ctx: &Context) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let now = ctx.now();
    throttle::remove_before(&mut tx, now - COUNTERS_KEPT).await?;
    guesses::remove_outside(&mut tx, now - COUNTERS_KEPT, now + COUNTERS_KEPT).await?;
    secret_links::remove_outside(&mut tx, now - LINK_LIVES, now + LINK_LIVES).await?;
    Ok(tx.commit().await?)
}

/// By earlier sign-ins to a panel a new device is told from a known one, for so long; those of
/// accountants are kept as long.
const SIGN_INS_KEPT: TimeDelta = TimeDelta::days(365);

/// Removes sign-ins to panels, and of accountants, that nobody has used for a year.
///
/// # Errors
/// Only what the database says.
pub async fn forget_sign_ins(ctx: &Context) -> Result<u64> {
    let mut tx = ctx.db.write().await?;
    let before = ctx.now() - SIGN_INS_KEPT;
    let mut removed = panel_sign_ins::remove_before(&mut tx, before).await?;
    removed += accountant_sign_ins::remove_before(&mut tx, before).await?;
    tx.commit().await?;
    Ok(removed)
}

/// Makes due what a clock that was ahead has put off, once it is set right again; tells how many
/// things there were.
///
/// # Errors
/// Only what the database says.
pub async fn bring_back(ctx: &Context) -> Result<u64> {
    let mut tx = ctx.db.write().await?;
    let now = ctx.now();
    let mut brought = put_off::bring_back(&mut tx, now, now + FARTHEST).await?;
    let today = ctx.today();
    brought += put_off::bring_agendas_back(&mut tx, today, today + FARTHEST_AGENDA).await?;
    tx.commit().await?;
    Ok(brought)
}
