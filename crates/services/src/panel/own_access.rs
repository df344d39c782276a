//! `Il tuo accesso`: how somebody comes into the panel, and where they are in.

use chrono::{DateTime, Utc};
use domain::id::SignInId;
use domain::timeline::{Deed, PanelDeed};

use super::ServiceAccess;
use crate::password::mark_with;
use crate::sign_ins::{SESSION_KEPT, SignIn};
use crate::store::{accounts, panel_sign_ins, panel_users};
use crate::{Context, Error, Result};

/// The access of somebody, as they see it.
#[derive(Clone, Debug)]
pub struct OwnAccess {
    /// With what they sign in.
    pub username: String,
    /// Where they are written to: the owner of a service at the address of its holder.
    pub email: String,
    /// The service is theirs.
    pub is_owner: bool,
    /// A code of the telephone is asked for as well.
    pub has_factor: bool,
    /// When they signed in before this time; none when that is not known.
    pub before: Option<DateTime<Utc>>,
    /// Where they are in, the last used first.
    pub sign_ins: Vec<SignIn>,
}

/// What the page shows.
///
/// # Errors
/// `NotFound` when the user is gone, `NotAllowed` for an accountant.
pub async fn own_access(ctx: &Context, access: &ServiceAccess) -> Result<OwnAccess> {
    let mut tx = ctx.db.read().await?;
    let user = panel_users::by_id(&mut tx, access.panel_user()?).await?;
    let user = user.ok_or(Error::NotFound("panel user"))?;
    let since = ctx.now() - SESSION_KEPT;
    let (this, mark) = (access.sign_in(), access.mark());
    let (open, before) = panel_sign_ins::open(&mut tx, user.id, this, mark, since).await?;
    Ok(OwnAccess {
        email: user.address(access.subscription()).to_owned(),
        is_owner: user.is_owner(),
        has_factor: user.factor.is_some(),
        username: user.username.clone(),
        before,
        sign_ins: open.into_iter().map(SignIn::from).collect(),
    })
}

/// Ends a sign-in of whoever asks. One that has ended meanwhile is as good.
///
/// # Errors
/// `NotFound` when it is none of theirs.
pub async fn end_sign_in(ctx: &Context, access: &ServiceAccess, id: SignInId) -> Result<()> {
    ctx.db.retrying(|| end_one(ctx, access, id)).await
}

async fn end_one(ctx: &Context, access: &ServiceAccess, id: SignInId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    accounts::hold(&mut tx, access.account()).await?;
    let access = access.check_again(ctx, &mut tx).await?;
    let user = access.panel_user()?;
    if panel_sign_ins::end(&mut tx, user, id, ctx.now()).await? {
        access.note(ctx, &mut tx, Deed::Panel(PanelDeed::SignInEnded)).await?;
    } else if !panel_sign_ins::is_of(&mut tx, user, id).await? {
        return Err(Error::NotFound("sign-in"));
    }
    Ok(tx.commit().await?)
}

/// Ends every sign-in of whoever asks but this one, also those that are not listed. This one goes on
/// with the mark that this gives.
///
/// # Errors
/// `NotFound` when the user is gone.
pub async fn end_other_sign_ins(ctx: &Context, access: &ServiceAccess) -> Result<String> {
    ctx.db.retrying(|| end_others(ctx, access)).await
}

async fn end_others(ctx: &Context, access: &ServiceAccess) -> Result<String> {
    let mut tx = ctx.db.write().await?;
    accounts::hold(&mut tx, access.account()).await?;
    let access = access.check_again(ctx, &mut tx).await?;
    panel_users::end_all(&mut tx, access.panel_user()?).await?;
    access.note(ctx, &mut tx, Deed::Panel(PanelDeed::SignInEnded)).await?;
    let user = panel_users::by_id(&mut tx, access.panel_user()?).await?;
    let user = user.ok_or(Error::NotFound("panel user"))?;
    tx.commit().await?;
    Ok(mark_with(&user.signed_in_with(), user.factor))
}
