//! `Elimina`, `Sì`: somebody is gone, and their seat is free.

use domain::id::PanelUserId;
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::{find, hold_to_take_away, note};
use crate::store::panel_users;
use crate::{Context, Result};

/// Removes an additional user; their sign-ins open nothing any more.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn remove(ctx: &Context, access: &ServiceAccess, id: PanelUserId) -> Result<()> {
    ctx.db.retrying(|| store(ctx, access, id)).await
}

async fn store(ctx: &Context, access: &ServiceAccess, id: PanelUserId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold_to_take_away(ctx, &mut tx, access).await?;
    let user = find(&mut tx, &access, id).await?;

    panel_users::remove(&mut tx, &held, id).await?;
    note(ctx, &mut tx, &access, UserChange::UserRemoved, &user.username).await?;
    Ok(tx.commit().await?)
}
