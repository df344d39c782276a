//! An accountant may do more, or less, from this moment on.

use domain::grant::Permissions;
use domain::id::DelegationId;
use domain::party::{Field, PartyError};
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::super::users::{hold, note};
use super::find;
use crate::store::delegations;
use crate::{Context, Result};

/// Gives these permissions in the place of those that are shown, whether the offer was accepted or not.
/// What the accountant has open asks again before it writes.
///
/// # Errors
/// Permissions without the one that all others need, `Gone` once it is over, `OnlyRead`,
/// `NotFound`, `NotAllowed`.
pub async fn change(
    ctx: &Context,
    access: &ServiceAccess,
    id: DelegationId,
    codes: &[String],
) -> Result<()> {
    ctx.db.retrying(|| store(ctx, access, id, codes)).await
}

async fn store(
    ctx: &Context,
    access: &ServiceAccess,
    id: DelegationId,
    codes: &[String],
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, access).await?;
    let row = find(&mut tx, &access, id).await?;
    row.delegation.is_open(access.today())?;
    let entitlements = access.entitlements();
    let ticked = Permissions::ticked(codes, entitlements)
        .map_err(|error| PartyError::Fields(vec![(Field::Permissions, error)]))?;
    let permissions = ticked.keeping(&row.permissions, entitlements);
    if permissions == row.permissions {
        return Ok(());
    }

    delegations::set_permissions(&mut tx, &held, id, &permissions).await?;
    note(ctx, &mut tx, &access, UserChange::DelegationPermissions, &row.username).await?;
    Ok(tx.commit().await?)
}
