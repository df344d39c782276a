//! A customer who has signed in chooses another password.

use domain::id::{AccountId, SignInId};
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;

use super::{about_owner, account_password_error, end_sessions};
use crate::guessing::check_again;
use crate::password::{Password, PasswordForm, mark_with};
use crate::store::accounts::{self, Account};
use crate::{Context, Error, Result, notices};

/// Changes the password of an account. Every other sign-in ends, and the owner is told; `keep` goes
/// on with the mark that this gives.
///
/// # Errors
/// The fields that are wrong, `NotFound` when the account is gone, or that whoever guesses the present
/// password has to wait.
pub async fn change_password(
    ctx: &Context,
    account: AccountId,
    keep: SignInId,
    form: &PasswordForm,
) -> Result<String> {
    let (known, old_hash) = account_with_hash(ctx, account).await?;
    let (current, new) = (Password::typed(&form.current), Password::typed(&form.new));
    let mut errors = Vec::new();
    if !is_own_password(ctx, account, &old_hash, &current).await? {
        errors.push((Field::CurrentPassword, FieldError::Password(PasswordError::WrongOwn)));
    }
    let username = known.number.to_string();
    let weak = account_password_error(&new, &about_owner(&known.email, &known.party, &username));
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
    ctx.db.retrying(|| store(ctx, &known, keep, &old_hash, &hash)).await
}

async fn store(
    ctx: &Context,
    known: &Account,
    keep: SignInId,
    old_hash: &str,
    new_hash: &str,
) -> Result<String> {
    let mut tx = ctx.db.write().await?;
    let held = accounts::hold(&mut tx, known.id).await?;

    if !accounts::set_password(&mut tx, &held, old_hash, new_hash).await? {
        // Another change came first, so what was typed is no longer the present one.
        return Err(wrong().into());
    }
    end_sessions(&mut tx, known.id, Some(keep)).await?;
    let email = accounts::email(&mut tx, known.id).await?;
    notices::recovery::account_password_changed(ctx, &mut tx, known.number, &email).await?;
    let factor = accounts::credentials_of(&mut tx, known.id).await?.and_then(|known| known.factor);
    tx.commit().await?;
    Ok(mark_with(new_hash, factor))
}

/// An account and the hash of its password.
pub(super) async fn account_with_hash(
    ctx: &Context,
    account: AccountId,
) -> Result<(Account, String)> {
    let mut tx = ctx.db.read().await?;
    let hash = accounts::password_hash(&mut tx, account).await?;
    let known = accounts::by_id(&mut tx, account).await?;
    Ok((known, hash.ok_or(Error::NotFound("account"))?))
}

/// Whether somebody who is inside knows the password; whoever guesses it there has to wait.
/// Whether somebody who is inside already knows the password of the account. Whoever guesses has to wait.
pub(crate) async fn is_right_password(
    ctx: &Context,
    account: AccountId,
    typed: &Password,
) -> Result<bool> {
    let (_, hash) = account_with_hash(ctx, account).await?;
    is_own_password(ctx, account, &hash, typed).await
}

pub(super) async fn is_own_password(
    ctx: &Context,
    account: AccountId,
    hash: &str,
    typed: &Password,
) -> Result<bool> {
    check_again(ctx, &format!("account-password:{}", account.0.simple()), hash, typed).await
}

pub(super) fn wrong() -> PartyError {
    PartyError::Fields(vec![(
        Field::CurrentPassword,
        FieldError::Password(PasswordError::WrongOwn),
    )])
}
