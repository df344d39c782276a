//! Another address, once whoever reads it has said so.
//!
//! What was asked for changes nothing: the link that goes to the new address does. The old one hears
//! both times.

use chrono::TimeDelta;
use domain::id::AccountId;
use domain::party::{Email, Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::recovery::{RecoveryError, Whose};
use domain::timeline::{By, Change};
use platform::{Tx, throttle};

use super::password::{account_with_hash, is_own_password, wrong};
use crate::mail::AddressOf;
use crate::password::Password;
use crate::secret_link::{self, Link, Purpose, beside};
use crate::store::accounts::{self, HeldAccount};
use crate::store::subscriptions;
use crate::timeline::note;
use crate::{Context, Error, Result, mail_domain, notices};

/// Anybody's address can be typed here: so many of these mails reach one address in a [`DAY`].
const MAILS_MAX: i64 = 5;
const DAY: TimeDelta = TimeDelta::days(1);

/// The form, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct EmailForm {
    /// Of whom.
    pub whose: Whose,
    /// The new address.
    pub email: String,
    /// The password of the account.
    pub current: String,
}

/// An address that a link confirms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEmail {
    /// Of whom.
    pub whose: Whose,
    /// The new one.
    pub email: String,
}

/// Sends a link to the new address, and tells the old one.
///
/// # Errors
/// The fields that are wrong, `NotFound` when there is no such address to change, or that whoever
/// guesses the password has to wait.
pub async fn ask_email(ctx: &Context, account: AccountId, form: &EmailForm) -> Result<()> {
    let (known, hash) = account_with_hash(ctx, account).await?;
    let old = old_address(&mut ctx.db.read().await?, account, form.whose).await?;
    let current = Password::typed(&form.current);
    let is_own = is_own_password(ctx, account, &hash, &current).await?;
    let email = new_address(&form.email, &old, is_own)?;
    ctx.db.retrying(|| send(ctx, account, known.number, &hash, (form.whose, &email))).await
}

/// The new address that was typed beside a password, when nothing is wrong with either.
pub(crate) fn new_address(
    typed: &str,
    old: &str,
    is_own_password: bool,
) -> Result<Email, PartyError> {
    let mut errors = Vec::new();
    let email = read(typed, old).map_err(|error| errors.push((Field::Email, error)));
    if !is_own_password {
        errors.push((Field::CurrentPassword, FieldError::Password(PasswordError::WrongOwn)));
    }
    match email {
        Ok(email) if errors.is_empty() => mail_domain::checked(&email, Field::Email),
        Ok(_) | Err(()) => Err(PartyError::Fields(errors)),
    }
}

/// Whether a link may be sent to an address that somebody says is theirs, which counts.
pub(crate) async fn may_be_written_to(ctx: &Context, tx: &mut Tx, email: &Email) -> Result<bool> {
    let key = format!("email_mail:{}", email.as_str().to_lowercase());
    Ok(throttle::attempt(tx, &key, ctx.now(), MAILS_MAX, DAY).await?)
}

fn read(typed: &str, old: &str) -> Result<Email, FieldError> {
    if domain::text::is_blank(typed) {
        return Err(FieldError::Missing);
    }
    let email = Email::parse(typed).map_err(FieldError::Email)?;
    if email.as_str() == old { Err(FieldError::AddressUnchanged) } else { Ok(email) }
}

async fn send(
    ctx: &Context,
    account: AccountId,
    number: i64,
    hash: &str,
    (whose, email): (Whose, &Email),
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    accounts::hold(&mut tx, account).await?;
    if accounts::password_hash(&mut tx, account).await?.as_deref() != Some(hash) {
        return Err(wrong().into());
    }
    let old = old_address(&mut tx, account, whose).await?;

    if may_be_written_to(ctx, &mut tx, email).await? {
        let address = email.to_string();
        let link = Link { about: account.0, beside: beside(hash, &old), address };
        let secret = secret_link::make(ctx, &mut tx, purpose(whose), link).await?;
        let (of, username) = (AddressOf::from(whose), ctx.settings.username(number));
        let new = (of, email.as_str());
        notices::recovery::email_to_confirm(ctx, &mut tx, &username, new, &secret).await?;
        let (old, new) = ((of, old.as_str()), email.as_str());
        notices::recovery::email_changed(ctx, &mut tx, &username, old, new, false).await?;
    }
    Ok(tx.commit().await?)
}

/// What a link of a mail would change; none when it is void. Looking changes nothing.
///
/// # Errors
/// Only what the database says.
pub async fn email_of(ctx: &Context, secret: &str) -> Result<Option<NewEmail>> {
    let mut tx = ctx.db.read().await?;
    Ok(find(ctx, &mut tx, secret).await?.map(|(_, email)| email))
}

/// Puts the new address in the place of the old one, and uses the link up.
///
/// # Errors
/// `LinkVoid`.
pub async fn confirm_email(ctx: &Context, secret: &str) -> Result<NewEmail> {
    ctx.db.retrying(|| store(ctx, secret)).await
}

async fn store(ctx: &Context, secret: &str) -> Result<NewEmail> {
    let mut tx = ctx.db.write().await?;
    let (account, _) = find(ctx, &mut tx, secret).await?.ok_or(RecoveryError::LinkVoid)?;
    let held = accounts::hold(&mut tx, account).await?;
    let (_, new) = find(ctx, &mut tx, secret).await?.ok_or(RecoveryError::LinkVoid)?;
    let old = old_address(&mut tx, account, new.whose).await?;
    let number = accounts::by_id(&mut tx, account).await?.number;
    let email: Email =
        new.email.parse().map_err(|_| Error::corrupt("secret_link", "address", account))?;

    if !secret_link::take(&mut tx, purpose(new.whose), secret).await? {
        return Err(RecoveryError::LinkVoid.into());
    }
    match new.whose {
        Whose::Account => accounts::set_email(&mut tx, &held, &email).await?,
        Whose::Holder => set_holder_email(ctx, &mut tx, &held, &old, &email).await?,
    }
    let (told, username) = ((new.whose.into(), old.as_str()), ctx.settings.username(number));
    notices::recovery::email_changed(ctx, &mut tx, &username, told, &new.email, true).await?;
    tx.commit().await?;
    Ok(new)
}

/// The service's, and that of the form for the next one where it was the same.
async fn set_holder_email(
    ctx: &Context,
    tx: &mut Tx,
    held: &HeldAccount,
    old: &str,
    email: &Email,
) -> Result<()> {
    let service = subscriptions::of_account(tx, held.id()).await?;
    let mut service = service.ok_or(RecoveryError::LinkVoid)?;
    service.holder.email = email.clone();
    subscriptions::save_holder(tx, held, service.id, &service.holder).await?;
    note(ctx, tx, service.id, Change::EmailMoved, By::Customer).await?;
    if let Some(mut holder) = accounts::holder(tx, held.id()).await?
        && holder.email.as_str() == old
    {
        holder.email = email.clone();
        accounts::save_holder(tx, held, &holder, ctx.now()).await?;
    }
    Ok(())
}

/// The account that a link is about, and what it changes.
async fn find(ctx: &Context, tx: &mut Tx, secret: &str) -> Result<Option<(AccountId, NewEmail)>> {
    for whose in [Whose::Account, Whose::Holder] {
        let link = secret_link::find(ctx, tx, purpose(whose), secret).await?;
        let Some(Link { about, beside: then, address }) = link else { continue };
        let account = AccountId(about);
        let Some(hash) = accounts::password_hash(tx, account).await? else { return Ok(None) };
        let old = match old_address(tx, account, whose).await {
            Err(Error::NotFound(_)) => return Ok(None),
            old => old?,
        };
        let is_as_then = beside(&hash, &old) == then;
        return Ok(is_as_then.then_some((account, NewEmail { whose, email: address })));
    }
    Ok(None)
}

async fn old_address(tx: &mut Tx, account: AccountId, whose: Whose) -> Result<String> {
    match whose {
        Whose::Account => Ok(accounts::email(tx, account).await?),
        Whose::Holder => {
            let service = subscriptions::of_account(tx, account).await?;
            Ok(service.ok_or(Error::NotFound("service"))?.holder.email.into())
        }
    }
}

fn purpose(whose: Whose) -> Purpose {
    match whose {
        Whose::Account => Purpose::AccountEmail,
        Whose::Holder => Purpose::HolderEmail,
    }
}
