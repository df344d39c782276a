//! `Registrati`: a new account with a username of its own.

use std::collections::BTreeSet;

use domain::id::AccountId;
use domain::party::{Field, FieldError, PartyError, Registration, RegistrationForm};

use crate::password::{LENGTH_MAX, LENGTH_MIN, Password, Weakness};
use crate::store::accounts::{self, Account};
use crate::{Context, Result};

/// A new account and what to sign in with.
#[derive(Clone, Debug)]
pub struct Registered {
    pub account: AccountId,
    pub username: String,
}

/// Gives somebody an account. `Conferma iscrizione` is not sent here: it leaves with the first
/// order.
pub async fn register(ctx: &Context, form: &RegistrationForm) -> Result<Registered> {
    let password = Password::typed(&form.password);
    let party = &form.party;
    let about =
        [&form.email, &party.business_name, &party.first_name, &party.last_name, &party.city];
    let about: Vec<&str> = about.into_iter().map(String::as_str).collect();
    let checked = Registration::check(form, account_password_error(&password, &about))?;
    let hash = password.hash().await?;

    let number = ctx.db.retrying(|| insert(ctx, &checked, &hash)).await?;
    Ok(Registered { account: number.0, username: ctx.settings.username(number.1) })
}

async fn insert(ctx: &Context, checked: &Registration, hash: &str) -> Result<(AccountId, i64)> {
    let mut tx = ctx.db.write().await?;
    let account = Account {
        id: AccountId(ctx.new_id()),
        number: accounts::next_number(&mut tx, "account").await?,
        email: checked.email.to_string(),
        party: checked.party.clone(),
        welcomed: false,
    };
    if !accounts::insert(&mut tx, &account, hash, checked.marketing, ctx.now()).await? {
        let field = match &account.party.vat_number {
            Some(vat_number) if accounts::knows(&mut tx, vat_number).await? => Field::VatNumber,
            _ => Field::TaxCode,
        };
        let error = PartyError::Fields(vec![(field, FieldError::AlreadyRegistered)]);
        return Err(error.into());
    }
    tx.commit().await?;
    Ok((account.id, account.number))
}

/// What is wrong with the password of an account: length and common ones, no classes of
/// characters (NIST SP 800-63B).
fn account_password_error(password: &Password, about_owner: &[&str]) -> Option<FieldError> {
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
        Weakness::TooShort => FieldError::PasswordTooShort { min: LENGTH_MIN },
        Weakness::TooLong => FieldError::TooLong { max: LENGTH_MAX },
        Weakness::NoUpperCase | Weakness::NoLowerCase | Weakness::NoDigit | Weakness::NoSymbol => {
            FieldError::PasswordTooPlain
        }
        Weakness::EasyToGuess => FieldError::PasswordTooCommon,
    })
}
