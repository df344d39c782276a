//! The sign-ins to a panel, as they are listed.

use domain::device::Device;
use domain::id::{PanelUserId, SignInId};
use domain::timeline::{Deed, PanelDeed};

use crate::sign_ins::Listed;
use crate::store::{accounts, panel_sign_ins, panel_users};
use crate::timeline::note_in_panel;
use crate::{Context, Error, Result};

/// Lists a sign-in of somebody who has given everything that `mark` stands for. One with something that
/// they have not used before leaves a trace.
///
/// A browser is known by its token, which a new password makes worthless; so after a new password what
/// kind of device it is decides once more.
///
/// # Errors
/// `NotFound` when the user is gone.
pub async fn begin_sign_in(
    ctx: &Context,
    user: PanelUserId,
    mark: &str,
    (device, is_known): (Device, bool),
) -> Result<Listed> {
    ctx.db.retrying(|| begin(ctx, user, mark, (device, is_known))).await
}

async fn begin(
    ctx: &Context,
    user: PanelUserId,
    mark: &str,
    (device, is_known): (Device, bool),
) -> Result<Listed> {
    let mut tx = ctx.db.write().await?;
    // Who is removed at this moment is removed after it, or does not come in.
    accounts::hold_of_panel_user(&mut tx, user).await?;
    let known = panel_users::by_id(&mut tx, user).await?;
    let known = known.ok_or(Error::NotFound("panel user"))?;
    let before = panel_sign_ins::before(&mut tx, user, device, mark).await?;
    let is_alike = before.alike > 0 && before.alike_since == 0;
    let id = SignInId(ctx.new_id());

    panel_sign_ins::begin(&mut tx, id, user, mark, device, ctx.now()).await?;
    if before.total > 0 && !is_known && !is_alike {
        let deed = Deed::Panel(PanelDeed::NewDevice(device));
        note_in_panel(ctx, &mut tx, known.subscription_id, (&known).into(), deed).await?;
    }
    tx.commit().await?;
    Ok(Listed::begun(id, ctx.now()))
}

/// Notes that a sign-in is used now, and gives what its session keeps from now on; none while that need
/// not be noted yet.
///
/// # Errors
/// Only what the database says.
pub async fn use_sign_in(ctx: &Context, listed: Listed) -> Result<Option<Listed>> {
    let now = ctx.now();
    let Some(used) = listed.used(now) else { return Ok(None) };
    let mut tx = ctx.db.write().await?;
    panel_sign_ins::seen(&mut tx, used.id, now).await?;
    tx.commit().await?;
    Ok(Some(used))
}

/// A sign-in goes on after password or second factor became others.
///
/// # Errors
/// Only what the database says.
pub async fn keep_sign_in(ctx: &Context, id: SignInId, mark: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    panel_sign_ins::go_on(&mut tx, id, mark).await?;
    Ok(tx.commit().await?)
}

/// `Esci`: a sign-in is over.
///
/// # Errors
/// Only what the database says.
pub async fn leave_sign_in(ctx: &Context, id: SignInId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    panel_sign_ins::leave(&mut tx, id, ctx.now()).await?;
    Ok(tx.commit().await?)
}
