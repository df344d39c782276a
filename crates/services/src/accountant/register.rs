//! `Registrati come commercialista`: a new account with a username of its owner's choice.

use domain::accountant::{Accountant, AccountantForm};
use domain::id::{AccountantId, IntentId};
use domain::party::{Field, FieldError, PartyError};

use crate::account::first_password_error;
use crate::guessing::{Network, braked_inside, check_again};
use crate::password::{Password, mark};
use crate::store::{accountants, orders};
use crate::{Context, Result, mail_domain, notices};

/// A new accountant, who is signed in.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Who it is.
    pub accountant: AccountantId,
    /// Tells their password from any other, for the sign-in that follows.
    pub mark: String,
}

/// Gives somebody an account, and writes them its username.
///
/// A form makes one account: the same form again, because its answer was lost, opens that account to
/// whoever has its password. That a username is taken tells of others, so whoever asks often waits.
///
/// # Errors
/// The fields that are wrong, `TooManyAttempts` for whoever has asked too often for names that are
/// taken, `AlreadyRegistered` for the same form with another password, `Crowded` while too many
/// passwords wait to be hashed.
pub async fn register(
    ctx: &Context,
    from: Network,
    intent: IntentId,
    form: &AccountantForm,
) -> Result<Registered> {
    let password = Password::typed(&form.password);
    let about = [form.username.as_str(), &form.email, &form.name];
    let reserved = &ctx.settings.panel_prefix;
    let mut checked = Accountant::check(form, reserved, password_error(&password, &about))?;
    checked.email = mail_domain::checked(&checked.email, Field::Email)?;
    if let Some(registered) = again(ctx, intent, &password).await? {
        return Ok(registered);
    }

    let counter = format!("accountant-username@{}", from.first());
    let make = || async {
        // Hashing takes long, so it comes before the unit of work.
        let hash = password.hash().await?;
        if let Some(new) = ctx.db.retrying(|| insert(ctx, intent, &checked, &hash)).await? {
            return Ok(new);
        }
        // The same form came twice at once and the other one was first, or the username is taken.
        let taken = PartyError::Fields(vec![(Field::Username, FieldError::UsernameTaken)]);
        again(ctx, intent, &password).await?.ok_or_else(|| taken.into())
    };
    braked_inside(ctx, &counter, make).await
}

/// The account that this form has made before, opened by its password. Whoever gives a code as well is
/// not in with this mark.
async fn again(ctx: &Context, intent: IntentId, password: &Password) -> Result<Option<Registered>> {
    let known = accountants::of_intent(&mut ctx.db.read().await?, intent).await?;
    let Some(known) = known else { return Ok(None) };
    let form = format!("accountant-registration:{}", known.id);
    if !check_again(ctx, &form, &known.password_hash, password).await? {
        return Err(PartyError::AlreadyRegistered.into());
    }
    Ok(Some(Registered { accountant: known.id, mark: mark(&known.password_hash) }))
}

/// None when somebody has the username, or this form has made an account in the meantime.
async fn insert(
    ctx: &Context,
    intent: IntentId,
    checked: &Accountant,
    hash: &str,
) -> Result<Option<Registered>> {
    let texts = &ctx.settings.texts;
    let (conditions, privacy) = (texts.conditions.sha256(), texts.privacy.sha256());
    let mut tx = ctx.db.write().await?;
    let id = AccountantId(ctx.new_id());
    let accepted = (conditions.as_str(), privacy.as_str());
    let new = accountants::New { id, intent, checked, password_hash: hash, accepted };
    if !accountants::insert(&mut tx, new, ctx.now()).await? {
        return Ok(None);
    }

    orders::keep_text(&mut tx, &conditions, &texts.conditions.body).await?;
    orders::keep_text(&mut tx, &privacy, &texts.privacy.body).await?;
    notices::accountant::registered(ctx, &mut tx, &checked.username, &checked.email).await?;
    tx.commit().await?;
    Ok(Some(Registered { accountant: id, mark: mark(hash) }))
}

/// What is wrong with the password of an accountant, by the rules of the panel.
fn password_error(password: &Password, about: &[&str]) -> Option<FieldError> {
    if password.is_empty() {
        return Some(FieldError::Missing);
    }
    first_password_error(&password.weaknesses(about), |_| true)
}
