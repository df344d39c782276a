//! An additional user gets another temporary password, and whoever was in as them is out.

use domain::id::PanelUserId;
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::{find, hold, note};
use crate::activation::{Credentials, TEMPORARY_PASSWORD_HOURS, temporary_until};
use crate::guessing::count_inside;
use crate::store::panel_users;
use crate::{Context, Result, notices};

/// Sends somebody a temporary password in the place of the one they have. A second factor stays.
/// Whoever presses without end has to wait: each press is a mail to an address that nobody has
/// confirmed.
///
/// # Errors
/// `OnlyRead`, `NotFound`, `NotAllowed`, `TooManyAttempts`.
pub async fn reset(ctx: &Context, access: &ServiceAccess, id: PanelUserId) -> Result<()> {
    access.is_the_owner()?;
    access.is_to_write()?;
    let mut tx = ctx.db.read().await?;
    find(&mut tx, access, id).await?;
    drop(tx);
    count_inside(ctx, &format!("panel-user-password:{}", id.0.simple())).await?;
    let credentials = Credentials::new().await?;
    ctx.db.retrying(|| store(ctx, access, id, &credentials)).await
}

async fn store(
    ctx: &Context,
    access: &ServiceAccess,
    id: PanelUserId,
    credentials: &Credentials,
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, access).await?;
    let user = find(&mut tx, &access, id).await?;

    let until = temporary_until(ctx.now());
    panel_users::set_temporary_password(&mut tx, &held, id, &credentials.hash, until).await?;
    note(ctx, &mut tx, &access, UserChange::UserPassword, &user.username).await?;
    let to = (user.username.as_str(), user.email.as_str());
    let password = (&credentials.password, TEMPORARY_PASSWORD_HOURS);
    notices::users::invited(ctx, &mut tx, access.subscription(), to, password, true).await?;
    Ok(tx.commit().await?)
}
