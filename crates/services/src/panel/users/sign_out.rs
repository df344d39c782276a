//! `Chiudi gli accessi aperti`: whoever is in as an additional user is out.

use domain::id::PanelUserId;
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::{find, hold_to_take_away, note};
use crate::store::panel_users;
use crate::{Context, Result};

/// Ends every sign-in of an additional user, who comes in again with the password that they have.
///
/// # Errors
/// `NotFound`, `NotAllowed`.
pub async fn sign_out(ctx: &Context, access: &ServiceAccess, id: PanelUserId) -> Result<()> {
    ctx.db.retrying(|| store(ctx, access, id)).await
}

async fn store(ctx: &Context, access: &ServiceAccess, id: PanelUserId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold_to_take_away(ctx, &mut tx, access).await?;
    let user = find(&mut tx, &access, id).await?;

    panel_users::sign_out(&mut tx, &held, id).await?;
    note(ctx, &mut tx, &access, UserChange::UserSignedOut, &user.username).await?;
    Ok(tx.commit().await?)
}
