//! Another address of an accountant, once whoever reads it has said so. The old one hears both times.

use domain::id::AccountantId;
use domain::party::Email;
use domain::recovery::RecoveryError;
use platform::Tx;

use super::Pass;
use super::password::is_own_password;
use crate::account::{may_be_written_to, new_address};
use crate::mail::AddressOf;
use crate::password::Password;
use crate::secret_link::{self, Link, Purpose, beside};
use crate::store::accountants::{self, Accountant};
use crate::{Context, Error, Result, notices};

/// Sends a link to the new address, and tells the old one.
///
/// # Errors
/// The fields that are wrong, `NotFound` once the account is closed, `NotAllowed` for whoever is
/// out by now, or that whoever guesses the password has to wait.
pub async fn ask_email(ctx: &Context, pass: &Pass, typed: &str, password: &str) -> Result<()> {
    let known = accountants::by_id(&mut ctx.db.read().await?, pass.accountant).await?;
    let known = known.ok_or(Error::NotFound("accountant"))?;
    let is_own = is_own_password(ctx, &known, &Password::typed(password)).await?;
    let email = new_address(typed, &known.email, is_own)?;
    ctx.db.retrying(|| send(ctx, pass, &email)).await
}

async fn send(ctx: &Context, pass: &Pass, email: &Email) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let Accountant { id, username, email: old, password_hash, .. } = pass.hold(&mut tx).await?;

    if may_be_written_to(ctx, &mut tx, email).await? {
        let address = email.to_string();
        let link = Link { about: id.0, beside: beside(&password_hash, &old), address };
        let secret = secret_link::make(ctx, &mut tx, Purpose::AccountantEmail, link).await?;
        let (of, new) = (AddressOf::Accountant, email.as_str());
        notices::recovery::email_to_confirm(ctx, &mut tx, &username, (of, new), &secret).await?;
        let old = (of, old.as_str());
        notices::recovery::email_changed(ctx, &mut tx, &username, old, new, false).await?;
    }
    Ok(tx.commit().await?)
}

/// The address that a link of a mail would confirm; none when it is void. Looking changes nothing.
///
/// # Errors
/// Only what the database says.
pub async fn email_of(ctx: &Context, secret: &str) -> Result<Option<String>> {
    let found = find(ctx, &mut ctx.db.read().await?, secret).await?;
    Ok(found.map(|(_, email)| email))
}

/// Puts the new address in the place of the old one, and uses the link up. Offers and links to another
/// password go there from now on.
///
/// # Errors
/// `LinkVoid`.
pub async fn confirm_email(ctx: &Context, secret: &str) -> Result<String> {
    ctx.db.retrying(|| store(ctx, secret)).await
}

async fn store(ctx: &Context, secret: &str) -> Result<String> {
    let mut tx = ctx.db.write().await?;
    let (known, new) = find(ctx, &mut tx, secret).await?.ok_or(RecoveryError::LinkVoid)?;
    let Accountant { id, username, email: old, .. } = known;
    let email: Email = new.parse().map_err(|_| Error::corrupt("secret_link", "address", id))?;

    if !secret_link::take(&mut tx, Purpose::AccountantEmail, secret).await?
        || !accountants::set_email(&mut tx, id, &old, &email).await?
    {
        return Err(RecoveryError::LinkVoid.into());
    }
    let told = (AddressOf::Accountant, old.as_str());
    notices::recovery::email_changed(ctx, &mut tx, &username, told, &new, true).await?;
    tx.commit().await?;
    Ok(new)
}

/// Whom a link is about, and the address that it confirms.
async fn find(ctx: &Context, tx: &mut Tx, secret: &str) -> Result<Option<(Accountant, String)>> {
    let link = secret_link::find(ctx, tx, Purpose::AccountantEmail, secret).await?;
    let Some(Link { about, beside: then, address }) = link else { return Ok(None) };
    let known = accountants::by_id(tx, AccountantId(about)).await?;
    let known = known.filter(|known| beside(&known.password_hash, &known.email) == then);
    Ok(known.map(|known| (known, address)))
}
