//! An accountant who has signed in chooses another password.

use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;

use super::Pass;
use crate::account::first_password_error;
use crate::guessing::check_again;
use crate::password::{Password, PasswordForm, mark_with};
use crate::store::accountants::{self, Accountant};
use crate::{Context, Error, Result, notices};

/// Changes the password of an accountant, who is told. Every sign-in ends with the former one; this gives
/// the mark with which whoever has changed it goes on.
///
/// # Errors
/// The fields that are wrong, `NotFound` once the account is closed, `NotAllowed` for whoever is
/// out by now, or that whoever guesses the present password has to wait.
pub async fn change_password(ctx: &Context, pass: &Pass, form: &PasswordForm) -> Result<String> {
    let known = accountants::by_id(&mut ctx.db.read().await?, pass.accountant).await?;
    let known = known.ok_or(Error::NotFound("accountant"))?;
    let (current, new) = (Password::typed(&form.current), Password::typed(&form.new));
    let mut errors = Vec::new();
    if !is_own_password(ctx, &known, &current).await? {
        errors.push((Field::CurrentPassword, FieldError::Password(PasswordError::WrongOwn)));
    }
    let about = [known.username.as_str(), &known.email, &known.name];
    if let Some(error) = first_password_error(&new.weaknesses(&about), |_| true) {
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
    ctx.db.retrying(|| store(ctx, pass, &known.password_hash, &hash)).await
}

async fn store(ctx: &Context, pass: &Pass, old_hash: &str, new_hash: &str) -> Result<String> {
    let mut tx = ctx.db.write().await?;
    let known = pass.hold(&mut tx).await?;
    if !accountants::set_password(&mut tx, known.id, old_hash, new_hash).await? {
        // Another change came first, so what was typed is no longer the present one.
        return Err(wrong().into());
    }
    notices::recovery::accountant_password_changed(ctx, &mut tx, &known.username, &known.email)
        .await?;
    tx.commit().await?;
    Ok(mark_with(new_hash, known.factor))
}

/// Whether somebody who is inside knows the password; whoever guesses it there has to wait.
pub(super) async fn is_own_password(
    ctx: &Context,
    known: &Accountant,
    typed: &Password,
) -> Result<bool> {
    let who = format!("accountant-password:{}", known.id.0.simple());
    check_again(ctx, &who, &known.password_hash, typed).await
}

pub(super) fn wrong() -> PartyError {
    PartyError::Fields(vec![(
        Field::CurrentPassword,
        FieldError::Password(PasswordError::WrongOwn),
    )])
}
