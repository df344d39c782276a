//! `Reset password`: the temporary password gives way to one that the person chose.

use domain::id::PanelUserId;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::timeline::{By, Change};

use crate::account::first_password_error;
use crate::guessing::check_again;
use crate::password::{Password, PasswordForm};
use crate::store::panel_users;
use crate::timeline::note;
use crate::{Context, Error, Result};

/// Changes the password of a panel user.
///
/// # Errors
/// The fields that are wrong; `NotFound` when the user is gone.
pub async fn change_password(ctx: &Context, user: PanelUserId, form: &PasswordForm) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    let known = panel_users::by_id(&mut tx, user).await?;
    drop(tx);
    let known = known.ok_or(Error::NotFound("panel user"))?;

    let new = Password::typed(&form.new);
    let mut errors = Vec::new();
    let current = Password::typed(&form.current);
    let who = format!("panel-password:{}", user.0.simple());
    let is_current = check_again(ctx, &who, &known.password_hash, &current).await?;
    if !is_current {
        errors.push((Field::CurrentPassword, FieldError::Password(PasswordError::WrongTemporary)));
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
    if !errors.is_empty() {
        return Err(PartyError::Fields(errors).into());
    }
    let hash = new.hash().await?;

    let mut tx = ctx.db.write().await?;
    if !panel_users::set_password(&mut tx, user, &known.password_hash, &hash).await? {
        return Err(PartyError::Fields(vec![(
            Field::CurrentPassword,
            FieldError::Password(PasswordError::WrongTemporary),
        )])
        .into());
    }
    let by = By::PanelUser(known.username);
    note(ctx, &mut tx, known.subscription_id, Change::PanelPassword, by).await?;
    Ok(tx.commit().await?)
}
