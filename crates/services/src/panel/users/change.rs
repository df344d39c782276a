//! An additional user may do more, or less, from this moment on.

use domain::grant::Permissions;
use domain::id::PanelUserId;
use domain::party::{Field, PartyError};
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::{find, hold, note};
use crate::store::panel_users;
use crate::{Context, Result};

/// Gives somebody these permissions in the place of those that are shown. What they have open asks
/// again before it writes.
///
/// # Errors
/// Permissions without the one that all others need, `OnlyRead`, `NotFound`, `NotAllowed`.
pub async fn change(
    ctx: &Context,
    access: &ServiceAccess,
    id: PanelUserId,
    codes: &[String],
) -> Result<()> {
    ctx.db.retrying(|| store(ctx, access, id, codes)).await
}

async fn store(
    ctx: &Context,
    access: &ServiceAccess,
    id: PanelUserId,
    codes: &[String],
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, access).await?;
    let user = find(&mut tx, &access, id).await?;
    let entitlements = access.entitlements();
    let ticked = Permissions::ticked(codes, entitlements)
        .map_err(|error| PartyError::Fields(vec![(Field::Permissions, error)]))?;
    let permissions = ticked.keeping(&user.permissions, entitlements);
    if permissions == user.permissions {
        return Ok(());
    }

    panel_users::set_permissions(&mut tx, &held, id, &permissions).await?;
    note(ctx, &mut tx, &access, UserChange::UserPermissions, &user.username).await?;
    Ok(tx.commit().await?)
}
