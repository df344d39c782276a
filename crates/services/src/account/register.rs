//! `Registrati`: a new account with a username of its own.

use std::collections::BTreeSet;

use domain::id::{AccountId, IntentId};
use domain::party::{Field, FieldError, Name, Party, PartyError, Registration, RegistrationForm};
use domain::password::PasswordError;

use crate::guessing::check_again;
use crate::password::{LENGTH_MAX, LENGTH_MIN, Password, Weakness, mark};
use crate::store::accounts::{self, Account, Form};
use crate::store::numbers;
use crate::{Context, Error, Result, mail_domain, notices};

/// A new account and what to sign in with.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Who can sign in from now on.
    pub account: AccountId,
    /// What they sign in with, suffix included.
    pub username: String,
    /// Tells their password from any other, for the sign-in that follows.
    pub mark: String,
}

/// Gives somebody an account, and writes them its username. `Conferma iscrizione` is another mail:
/// it leaves with the first order.
///
/// A form makes one account. The same form again, because its answer was lost, opens that account
/// to whoever has its password; what it says differently is a correction, as long as nothing was
/// ordered. Partita IVA and codice fiscale may have an account already: the answer is the same, and
/// [`announce_registrations`](super::announce_registrations) tells the earlier ones.
///
/// # Errors
/// The fields that are wrong, `Crowded` while too many passwords wait to be hashed.
pub async fn register(
    ctx: &Context,
    intent: IntentId,
    form: &RegistrationForm,
) -> Result<Registered> {
    let password = Password::typed(&form.password);
    let party = &form.party;
    let about =
        [&form.email, &party.business_name, &party.first_name, &party.last_name, &party.city];
    let about: Vec<&str> = about.into_iter().map(String::as_str).collect();
    let mut checked = Registration::check(form, account_password_error(&password, &about))?;
    checked.email = mail_domain::checked(&checked.email, Field::Email)?;
    if let Some(registered) = again(ctx, intent, &checked, &password).await? {
        return Ok(registered);
    }

    let hash = password.hash().await?;
    if let Some(new) = ctx.db.retrying(|| insert(ctx, intent, &checked, &hash)).await? {
        return Ok(new);
    }
    // The same form came twice at once, and the other one was first.
    let made = again(ctx, intent, &checked, &password).await?;
    made.ok_or_else(|| Error::broken("a form made an account that is not there"))
}

/// The account that this form has made before, opened by its password.
async fn again(
    ctx: &Context,
    intent: IntentId,
    checked: &Registration,
    password: &Password,
) -> Result<Option<Registered>> {
    let mut tx = ctx.db.read().await?;
    let Some((account, number, hash)) = accounts::of_intent(&mut tx, intent).await? else {
        return Ok(None);
    };
    drop(tx);
    // A form that was sent once is as good a place to guess a password as the sign-in.
    let form = format!("registration:{account}");
    if !check_again(ctx, &form, &hash, password).await? {
        return Err(PartyError::AlreadyRegistered.into());
    }

    ctx.db.retrying(|| correct(ctx, account, checked)).await?;
    let username = ctx.settings.username(number);
    Ok(Some(Registered { account, username, mark: mark(&hash) }))
}

/// Until its first order an account is nothing but its registration, and the newest form is it.
async fn correct(ctx: &Context, id: AccountId, checked: &Registration) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let held = accounts::hold(&mut tx, id).await?;

    let account = accounts::by_id(&mut tx, id).await?;
    if !account.welcomed {
        accounts::correct(&mut tx, &held, checked).await?;
        if account.email != checked.email.as_str() {
            notices::account::username(ctx, &mut tx, account.number, &checked.email).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Nothing when this form has made an account in the meantime.
async fn insert(
    ctx: &Context,
    intent: IntentId,
    checked: &Registration,
    hash: &str,
) -> Result<Option<Registered>> {
    let mut tx = ctx.db.write().await?;
    let account = Account {
        id: AccountId(ctx.new_id()),
        number: numbers::next(&mut tx, "account").await?,
        email: checked.email.to_string(),
        party: checked.party.clone(),
        welcomed: false,
    };
    let form = Form { intent: Some(intent), password_hash: hash };
    if accounts::insert(&mut tx, &account, form, ctx.now()).await?.is_none() {
        return Ok(None);
    }
    notices::account::username(ctx, &mut tx, account.number, &checked.email).await?;
    tx.commit().await?;
    let username = ctx.settings.username(account.number);
    Ok(Some(Registered { account: account.id, username, mark: mark(hash) }))
}

/// What others know of the owner of an account, and try first.
pub(crate) fn about_owner<'a>(email: &'a str, party: &'a Party, username: &'a str) -> Vec<&'a str> {
    let names: [&str; 2] = match &party.name {
        Name::Business { name, legal_representative } => [name, legal_representative],
        Name::Person { first, last } => [first, last],
    };
    names.into_iter().chain([email, &party.address.city, username]).collect()
}

/// What is wrong with the password of an account: length and common ones, no classes of
/// characters (NIST SP 800-63B).
pub(crate) fn account_password_error(
    password: &Password,
    about_owner: &[&str],
) -> Option<FieldError> {
    if password.is_empty() {
        return Some(FieldError::Missing);
    }
    first_password_error(&password.weaknesses(about_owner), |weakness| match weakness {
        Weakness::NoUpperCase | Weakness::NoLowerCase | Weakness::NoDigit | Weakness::NoSymbol => {
            false
        }
        Weakness::TooShort | Weakness::TooLong | Weakness::EasyToGuess => true,
    })
}

/// The field error for the first weakness that counts.
pub(crate) fn first_password_error(
    weaknesses: &BTreeSet<Weakness>,
    counts: impl Fn(Weakness) -> bool,
) -> Option<FieldError> {
    weaknesses.iter().copied().find(|weakness| counts(*weakness)).map(|weakness| match weakness {
        Weakness::TooShort => FieldError::Password(PasswordError::TooShort { min: LENGTH_MIN }),
        Weakness::TooLong => FieldError::TooLong { max: LENGTH_MAX },
        Weakness::NoUpperCase | Weakness::NoLowerCase | Weakness::NoDigit | Weakness::NoSymbol => {
            FieldError::Password(PasswordError::TooPlain)
        }
        Weakness::EasyToGuess => FieldError::Password(PasswordError::TooCommon),
    })
}
