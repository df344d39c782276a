//! Where an accountant is in: sign-ins as they are listed, and how they end.

use chrono::{DateTime, Utc};
use domain::device::Device;
use domain::id::{AccountantId, SignInId};

use super::Pass;
use crate::sign_ins::{Listed, SESSION_KEPT, SignIn};
use crate::store::{accountant_sign_ins, accountants};
use crate::{Context, Error, Result};

/// Where somebody is in.
#[derive(Clone, Debug)]
pub struct OwnSignIns {
    /// When they signed in before this time; none when that is not known.
    pub before: Option<DateTime<Utc>>,
    /// The last used first.
    pub sign_ins: Vec<SignIn>,
}

/// Lists a sign-in of somebody who has given everything that `mark` stands for.
///
/// # Errors
/// `NotFound` when the account is closed.
pub async fn begin_sign_in(
    ctx: &Context,
    accountant: AccountantId,
    mark: &str,
    device: Device,
) -> Result<Listed> {
    ctx.db.retrying(|| begin(ctx, accountant, mark, device)).await
}

async fn begin(
    ctx: &Context,
    accountant: AccountantId,
    mark: &str,
    device: Device,
) -> Result<Listed> {
    let (id, now) = (SignInId(ctx.new_id()), ctx.now());
    let mut tx = ctx.db.write().await?;
    // Who closes the account at this moment closes it after it, or does not come in.
    if !accountants::hold(&mut tx, accountant).await? {
        return Err(Error::NotFound("accountant"));
    }
    accountant_sign_ins::begin(&mut tx, id, accountant, mark, device, now).await?;
    tx.commit().await?;
    Ok(Listed::begun(id, now))
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
    accountant_sign_ins::seen(&mut tx, used.id, now).await?;
    tx.commit().await?;
    Ok(Some(used))
}

/// A sign-in goes on after password or second factor became others.
///
/// # Errors
/// Only what the database says.
pub async fn keep_sign_in(ctx: &Context, id: SignInId, mark: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    accountant_sign_ins::go_on(&mut tx, id, mark).await?;
    Ok(tx.commit().await?)
}

/// `Esci`: a sign-in is over.
///
/// # Errors
/// Only what the database says.
pub async fn leave_sign_in(ctx: &Context, id: SignInId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    accountant_sign_ins::leave(&mut tx, id, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// Where somebody is in who signed in with the same.
///
/// # Errors
/// Only what the database says.
pub async fn own_sign_ins(ctx: &Context, pass: &Pass) -> Result<OwnSignIns> {
    let mut tx = ctx.db.read_one().await?;
    let (who, since) = (pass.accountant, ctx.now() - SESSION_KEPT);
    let (open, before) =
        accountant_sign_ins::open(&mut tx, who, Some(pass.id), &pass.mark, since).await?;
    Ok(OwnSignIns { before, sign_ins: open.into_iter().map(SignIn::from).collect() })
}

/// Ends a sign-in of whoever asks. One that has ended meanwhile is as good.
///
/// # Errors
/// `NotFound` when it is none of theirs, or the account is closed; `NotAllowed` for whoever is out
/// by now.
pub async fn end_sign_in(ctx: &Context, pass: &Pass, id: SignInId) -> Result<()> {
    ctx.db.retrying(|| end_one(ctx, pass, id)).await
}

async fn end_one(ctx: &Context, pass: &Pass, id: SignInId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let accountant = pass.hold(&mut tx).await?.id;
    let ended = accountant_sign_ins::end(&mut tx, accountant, id, ctx.now()).await?;
    if !ended && !accountant_sign_ins::is_of(&mut tx, accountant, id).await? {
        return Err(Error::NotFound("sign-in"));
    }
    Ok(tx.commit().await?)
}

/// Ends every sign-in of whoever asks but this one.
///
/// # Errors
/// `NotFound` once the account is closed, `NotAllowed` for whoever is out by now.
pub async fn end_other_sign_ins(ctx: &Context, pass: &Pass) -> Result<()> {
    ctx.db.retrying(|| end_others(ctx, pass)).await
}

async fn end_others(ctx: &Context, pass: &Pass) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let accountant = pass.hold(&mut tx).await?.id;
    accountant_sign_ins::end_others(&mut tx, accountant, pass.id, ctx.now()).await?;
    Ok(tx.commit().await?)
}
