//! Before a renewal with fewer seats: who leaves, and who keeps their seat after all.

use domain::id::PanelUserId;
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::{find, hold_to_take_away, note};
use crate::store::panel_users;
use crate::{Context, Result};

/// Somebody is the first to leave when there are fewer seats than users, or is not any more. Nothing
/// changes while there are seats for all; whoever has left keeps everything and is back with a seat.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn leave(
    ctx: &Context,
    access: &ServiceAccess,
    id: PanelUserId,
    leaves: bool,
) -> Result<()> {
    ctx.db.retrying(|| store(ctx, access, id, leaves)).await
}

async fn store(ctx: &Context, access: &ServiceAccess, id: PanelUserId, leaves: bool) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold_to_take_away(ctx, &mut tx, access).await?;
    let user = find(&mut tx, &access, id).await?;
    if user.leaves == leaves {
        return Ok(());
    }

    panel_users::set_leaves(&mut tx, &held, id, leaves).await?;
    let change = if leaves { UserChange::UserLeaves } else { UserChange::UserStays };
    note(ctx, &mut tx, &access, change, &user.username).await?;
    Ok(tx.commit().await?)
}
