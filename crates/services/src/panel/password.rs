//! A panel user chooses another password: the temporary one gives way to their own, or their own to
//! another.

use domain::id::PanelUserId;
use domain::panel_user::PanelUser;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::timeline::{Change, Deed};

use super::ServiceAccess;
use crate::account::first_password_error;
use crate::guessing::check_again;
use crate::password::{Password, PasswordForm, mark_with};
use crate::store::{accounts, panel_users};
use crate::timeline::note_in_panel;
use crate::{Context, Error, Result, notices};

/// `Reset password`: changes the temporary password of a panel user.
///
/// # Errors
/// The fields that are wrong; `NotFound` when the user is gone.
pub async fn change_password(ctx: &Context, user: PanelUserId, form: &PasswordForm) -> Result<()> {
    let known = find(ctx, user).await?;
    let hash = checked(ctx, &known, form, PasswordError::WrongTemporary).await?;

    let mut tx = ctx.db.write().await?;
    if !panel_users::set_password(&mut tx, user, &known.password_hash, &hash).await? {
        return Err(wrong(PasswordError::WrongTemporary));
    }
    let deed = Deed::Changed(Change::PanelPassword);
    note_in_panel(ctx, &mut tx, known.subscription_id, (&known).into(), deed).await?;
    Ok(tx.commit().await?)
}

/// `Cambia la password`, from inside. Every other sign-in ends, and they are told by mail; this one goes
/// on with the mark that this gives.
///
/// # Errors
/// The fields that are wrong, that whoever guesses the present password has to wait, `NotAllowed` when
/// the panel is not open any more to whoever asks.
pub async fn change_own_password(
    ctx: &Context,
    access: &ServiceAccess,
    form: &PasswordForm,
) -> Result<String> {
    let known = find(ctx, access.panel_user()?).await?;
    let hash = checked(ctx, &known, form, PasswordError::WrongPresent).await?;
    ctx.db.retrying(|| store(ctx, access, &known, &hash)).await
}

async fn store(
    ctx: &Context,
    access: &ServiceAccess,
    known: &PanelUser,
    hash: &str,
) -> Result<String> {
    let mut tx = ctx.db.write().await?;
    // Who is removed, or whose sign-ins are ended, at this moment comes before or after it.
    accounts::hold(&mut tx, access.account()).await?;
    let access = access.check_again(ctx, &mut tx).await?;
    if !panel_users::set_password(&mut tx, known.id, &known.password_hash, hash).await? {
        // Another change came first, so what was typed is no longer the present one.
        return Err(wrong(PasswordError::WrongPresent));
    }
    access.note(ctx, &mut tx, Deed::Changed(Change::PanelPassword)).await?;
    let email = known.address(access.subscription());
    notices::recovery::panel_password_changed(ctx, &mut tx, &known.username, email).await?;
    let now = panel_users::by_id(&mut tx, known.id).await?.ok_or(Error::NotFound("panel user"))?;
    tx.commit().await?;
    Ok(mark_with(&now.signed_in_with(), now.factor))
}

async fn find(ctx: &Context, user: PanelUserId) -> Result<PanelUser> {
    let mut tx = ctx.db.read().await?;
    panel_users::by_id(&mut tx, user).await?.ok_or(Error::NotFound("panel user"))
}

/// The hash of the new password, when nothing is wrong with the form.
async fn checked(
    ctx: &Context,
    known: &PanelUser,
    form: &PasswordForm,
    if_wrong: PasswordError,
) -> Result<String> {
    let new = Password::typed(&form.new);
    let mut errors = Vec::new();
    let current = Password::typed(&form.current);
    let who = format!("panel-password:{}", known.id.0.simple());
    let is_current = check_again(ctx, &who, &known.password_hash, &current).await?;
    if !is_current {
        errors.push((Field::CurrentPassword, FieldError::Password(if_wrong)));
    }
    let weak = first_password_error(&new.weaknesses(&[&known.username]), |_| true);
    if let Some(error) = weak {
        errors.push((Field::Password, error));
    } else if new == current {
        errors.push((Field::Password, FieldError::Password(PasswordError::Unchanged)));
    }
    if Password::typed(&form.again) != new {
        errors.push((Field::PasswordAgain, FieldError::Password(PasswordError::Differ)));
    }
    if errors.is_empty() { new.hash().await } else { Err(PartyError::Fields(errors).into()) }
}

fn wrong(error: PasswordError) -> Error {
    PartyError::Fields(vec![(Field::CurrentPassword, FieldError::Password(error))]).into()
}
