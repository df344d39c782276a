//! A new password, by the link of a mail.

use domain::id::{AccountId, AccountantId, PanelUserId};
use domain::panel_user::PanelUser;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::recovery::RecoveryError;
use domain::timeline::{Change, Deed};
use platform::Tx;
use serde::{Deserialize, Serialize};

use crate::account::{about_owner, account_password_error, end_sessions, first_password_error};
use crate::password::Password;
use crate::secret_link::{self, Purpose, beside};
use crate::store::accountants::{self, Accountant};
use crate::store::accounts::{self, Account};
use crate::store::{panel_users, subscriptions};
use crate::timeline::note_in_panel;
use crate::{Context, Result, notices};

/// The form, as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NewPassword {
    /// The new one.
    pub new: String,
    /// The same once more.
    pub again: String,
}

/// The account whose password a link chooses, and the hash of the present one.
struct OfAccount {
    account: Account,
    hash: String,
}

/// The panel user whose password a link chooses, and where they are written to.
struct OfPanel {
    user: PanelUser,
    email: String,
}

/// The username whose password can be chosen with this link of a mail; none when it is void. Looking
/// changes nothing.
///
/// # Errors
/// Only what the database says.
pub async fn account_of(ctx: &Context, secret: &str) -> Result<Option<String>> {
    let known = find_account(ctx, &mut ctx.db.read().await?, secret).await?;
    Ok(known.map(|known| ctx.settings.username(known.account.number)))
}

/// The same for the panel.
///
/// # Errors
/// Only what the database says.
pub async fn panel_user_of(ctx: &Context, secret: &str) -> Result<Option<String>> {
    let known = find_panel_user(ctx, &mut ctx.db.read().await?, secret).await?;
    Ok(known.map(|known| known.user.username.clone()))
}

/// The same for an accountant.
///
/// # Errors
/// Only what the database says.
pub async fn accountant_of(ctx: &Context, secret: &str) -> Result<Option<String>> {
    let known = find_accountant(ctx, &mut ctx.db.read().await?, secret).await?;
    Ok(known.map(|known| known.username))
}

/// Chooses the password of an account and uses the link up. Whoever is signed in anywhere is out, and
/// the owner is told.
///
/// # Errors
/// `LinkVoid`, the fields that are wrong, `Crowded` while too many passwords wait to be hashed.
pub async fn reset_account(ctx: &Context, secret: &str, form: &NewPassword) -> Result<()> {
    let known = find_account(ctx, &mut ctx.db.read().await?, secret).await?;
    let OfAccount { account, .. } = known.ok_or(RecoveryError::LinkVoid)?;
    let new = checked(form, |new| {
        let username = account.number.to_string();
        account_password_error(new, &about_owner(&account.email, &account.party, &username))
    })?;
    let hash = new.hash().await?;
    ctx.db.retrying(|| store_account(ctx, secret, &hash)).await
}

async fn store_account(ctx: &Context, secret: &str, new_hash: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let link = secret_link::find(ctx, &mut tx, Purpose::AccountPassword, secret).await?;
    let id = AccountId(link.ok_or(RecoveryError::LinkVoid)?.about);
    let held = accounts::hold(&mut tx, id).await?;
    let known = find_account(ctx, &mut tx, secret).await?;
    let OfAccount { account, hash } = known.ok_or(RecoveryError::LinkVoid)?;
    if !secret_link::take(&mut tx, Purpose::AccountPassword, secret).await?
        || !accounts::set_password(&mut tx, &held, &hash, new_hash).await?
    {
        return Err(RecoveryError::LinkVoid.into());
    }

    end_sessions(&mut tx, id, None).await?;
    notices::recovery::account_password_changed(ctx, &mut tx, account.number, &account.email)
        .await?;
    Ok(tx.commit().await?)
}

/// Chooses the password of a panel user and uses the link up. A temporary one that was never changed
/// gives way as well: the mail came to the same address.
///
/// # Errors
/// `LinkVoid`, the fields that are wrong, `Crowded` while too many passwords wait to be hashed.
pub async fn reset_panel(ctx: &Context, secret: &str, form: &NewPassword) -> Result<()> {
    let known = find_panel_user(ctx, &mut ctx.db.read().await?, secret).await?;
    let OfPanel { user, .. } = known.ok_or(RecoveryError::LinkVoid)?;
    let new =
        checked(form, |new| first_password_error(&new.weaknesses(&[&user.username]), |_| true))?;
    let hash = new.hash().await?;
    ctx.db.retrying(|| store_panel(ctx, secret, &hash)).await
}

async fn store_panel(ctx: &Context, secret: &str, new_hash: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let known = find_panel_user(ctx, &mut tx, secret).await?;
    let OfPanel { user, email } = known.ok_or(RecoveryError::LinkVoid)?;
    let (id, old_hash) = (user.id, &user.password_hash);
    if !secret_link::take(&mut tx, Purpose::PanelPassword, secret).await?
        || !panel_users::set_password(&mut tx, id, old_hash, new_hash).await?
    {
        return Err(RecoveryError::LinkVoid.into());
    }

    let deed = Deed::Changed(Change::PanelPassword);
    note_in_panel(ctx, &mut tx, user.subscription_id, (&user).into(), deed).await?;
    notices::recovery::panel_password_changed(ctx, &mut tx, &user.username, &email).await?;
    Ok(tx.commit().await?)
}

/// Chooses the password of an accountant and uses the link up. Whoever is signed in anywhere is out, and
/// the accountant is told.
///
/// # Errors
/// `LinkVoid`, the fields that are wrong, `Crowded` while too many passwords wait to be hashed.
pub async fn reset_accountant(ctx: &Context, secret: &str, form: &NewPassword) -> Result<()> {
    let known = find_accountant(ctx, &mut ctx.db.read().await?, secret).await?;
    let known = known.ok_or(RecoveryError::LinkVoid)?;
    let about = [known.username.as_str(), &known.email, &known.name];
    let new = checked(form, |new| first_password_error(&new.weaknesses(&about), |_| true))?;
    let hash = new.hash().await?;
    ctx.db.retrying(|| store_accountant(ctx, secret, &hash)).await
}

async fn store_accountant(ctx: &Context, secret: &str, new_hash: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let known = find_accountant(ctx, &mut tx, secret).await?;
    let Accountant { id, username, email, password_hash, .. } =
        known.ok_or(RecoveryError::LinkVoid)?;
    if !secret_link::take(&mut tx, Purpose::AccountantPassword, secret).await?
        || !accountants::set_password(&mut tx, id, &password_hash, new_hash).await?
    {
        return Err(RecoveryError::LinkVoid.into());
    }

    notices::recovery::accountant_password_changed(ctx, &mut tx, &username, &email).await?;
    Ok(tx.commit().await?)
}

async fn find_accountant(ctx: &Context, tx: &mut Tx, secret: &str) -> Result<Option<Accountant>> {
    let link = secret_link::find(ctx, tx, Purpose::AccountantPassword, secret).await?;
    let Some(link) = link else { return Ok(None) };
    let known = accountants::by_id(tx, AccountantId(link.about)).await?;
    Ok(known.filter(|known| beside(&known.password_hash, &known.email) == link.beside))
}

async fn find_account(ctx: &Context, tx: &mut Tx, secret: &str) -> Result<Option<OfAccount>> {
    let link = secret_link::find(ctx, tx, Purpose::AccountPassword, secret).await?;
    let Some(link) = link else { return Ok(None) };
    let id = AccountId(link.about);
    let Some(hash) = accounts::password_hash(tx, id).await? else { return Ok(None) };
    let account = accounts::by_id(tx, id).await?;
    let is_as_then = beside(&hash, &account.email) == link.beside;
    Ok(is_as_then.then_some(OfAccount { account, hash }))
}

async fn find_panel_user(ctx: &Context, tx: &mut Tx, secret: &str) -> Result<Option<OfPanel>> {
    let link = secret_link::find(ctx, tx, Purpose::PanelPassword, secret).await?;
    let Some(link) = link else { return Ok(None) };
    let Some(user) = panel_users::by_id(tx, PanelUserId(link.about)).await? else {
        return Ok(None);
    };
    let Some(service) = subscriptions::by_id(tx, user.subscription_id).await? else {
        return Ok(None);
    };
    let email = user.address(&service).to_owned();
    let is_as_then = beside(&user.password_hash, &email) == link.beside;
    Ok(is_as_then.then_some(OfPanel { user, email }))
}

/// The new password, when nothing is wrong with it.
fn checked(
    form: &NewPassword,
    weak: impl Fn(&Password) -> Option<FieldError>,
) -> Result<Password, PartyError> {
    let new = Password::typed(&form.new);
    let mut errors = Vec::new();
    errors.extend(weak(&new).map(|error| (Field::Password, error)));
    if Password::typed(&form.again) != new {
        errors.push((Field::PasswordAgain, FieldError::Password(PasswordError::Differ)));
    }
    if errors.is_empty() { Ok(new) } else { Err(PartyError::Fields(errors)) }
}
