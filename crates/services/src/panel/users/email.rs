//! An additional user is written to at another address.

use domain::id::PanelUserId;
use domain::party::{Field, PartyError};
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::create::address;
use super::{find, hold, note};
use crate::store::panel_users;
use crate::{Context, Result};

/// Writes to somebody at this address from now on. Links that went to the one before open nothing any
/// more.
///
/// # Errors
/// What is wrong with the address, `OnlyRead`, `NotFound`, `NotAllowed`.
pub async fn change_email(
    ctx: &Context,
    access: &ServiceAccess,
    id: PanelUserId,
    typed: &str,
) -> Result<()> {
    ctx.db.retrying(|| store(ctx, access, id, typed)).await
}

async fn store(ctx: &Context, access: &ServiceAccess, id: PanelUserId, typed: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, access).await?;
    let user = find(&mut tx, &access, id).await?;
    let email = address(typed).map_err(|error| PartyError::Fields(vec![(Field::Email, error)]))?;
    if email.as_str() == user.email {
        return Ok(());
    }

    panel_users::set_email(&mut tx, &held, id, email.as_str()).await?;
    note(ctx, &mut tx, &access, UserChange::UserEmail, &user.username).await?;
    Ok(tx.commit().await?)
}
