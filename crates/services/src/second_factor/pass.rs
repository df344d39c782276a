//! The second step of a sign-in: the code, after the password.

use chrono::{DateTime, Utc};
use domain::second_factor::{HALF_LIVES, is_fresh};
use domain::sign_in::SignInError;
use platform::Tx;
use serde::{Deserialize, Serialize};

use super::code::{use_up, wrong};
use super::owner::{Owner, Person};
use crate::guessing::{Network, braked};
use crate::store::{accountants, panel_users};
use crate::{Context, Result, account, accountant, office, panel};

/// Somebody whose password was right and who has not given the code yet. A session keeps it for ten
/// minutes; it opens nothing but the page of the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Half {
    owner: Owner,
    /// Of the password that was given.
    mark: String,
    since: DateTime<Utc>,
    /// Their browser has signed in before.
    #[serde(default)]
    is_known: bool,
}

/// Somebody who has given everything that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Who it is.
    pub owner: Owner,
    /// What the session keeps of it.
    pub mark: String,
    /// Their browser has signed in to this panel before.
    pub is_known: bool,
}

impl Half {
    /// Of a customer whose password was right just now.
    #[must_use]
    pub fn of_account(ctx: &Context, signed: &account::Signed) -> Self {
        Self::new(ctx, Owner::account(signed.account), &signed.mark)
    }

    /// Of a panel user.
    #[must_use]
    pub fn of_panel(ctx: &Context, signed: &panel::Signed) -> Self {
        let is_known = signed.is_known;
        Self { is_known, ..Self::new(ctx, Owner::panel_user(signed.user), &signed.mark) }
    }

    /// Of an accountant.
    #[must_use]
    pub fn of_accountant(ctx: &Context, signed: &accountant::Signed) -> Self {
        Self::new(ctx, Owner::of_accountant(signed.accountant), &signed.mark)
    }

    /// Of a member of staff.
    #[must_use]
    pub fn of_staff(ctx: &Context, signed: &office::Signed) -> Self {
        Self::new(ctx, Owner::staff(signed.staff), &signed.mark)
    }

    fn new(ctx: &Context, owner: Owner, mark: &str) -> Self {
        Self { owner, mark: mark.to_owned(), since: ctx.now(), is_known: false }
    }

    /// Whose password it was.
    #[must_use]
    pub fn owner(&self) -> Owner {
        self.owner
    }

    /// True while the code can be given.
    #[must_use]
    pub fn is_fresh(&self, ctx: &Context) -> bool {
        is_fresh(self.since, HALF_LIVES, ctx.now())
    }

    /// Who it is, if the password still is the one that was given.
    pub(super) async fn person(&self, ctx: &Context, tx: &mut Tx) -> Result<Person> {
        let person = self.owner.look(ctx, tx).await?;
        if self.is_fresh(ctx) && person.password_mark() == self.mark {
            Ok(person)
        } else {
            Err(SignInError::CodeTooLate.into())
        }
    }

    /// The same for somebody who has no factor yet: whoever has one gives its code.
    pub(super) async fn person_without_factor(&self, ctx: &Context, tx: &mut Tx) -> Result<Person> {
        let person = self.person(ctx, tx).await?;
        if person.factor.is_some() { Err(SignInError::CodeTooLate.into()) } else { Ok(person) }
    }
}

/// Looks at the code that follows a password, and uses it up.
///
/// # Errors
/// The code is wrong or was used, whoever guesses it has to wait, `CodeTooLate` when the password was
/// given more than ten minutes ago, or is another by now.
pub async fn pass(ctx: &Context, half: &Half, from: Network, typed: &str) -> Result<Passed> {
    half.person(ctx, &mut ctx.db.read().await?).await?;
    let tries = half.owner.counter("code");
    let passed = braked(ctx, &tries, from, || ctx.db.retrying(|| pass_once(ctx, half, typed)));
    passed.await?.ok_or_else(|| wrong(typed))
}

async fn pass_once(ctx: &Context, half: &Half, typed: &str) -> Result<Option<Passed>> {
    let mut tx = ctx.db.write().await?;
    let person = half.person(ctx, &mut tx).await?;
    let row = half.owner.factor(&mut tx).await?.filter(|row| person.factor == Some(row.id));
    // Whoever has none any more signs in again, and is asked for no code.
    let row = row.ok_or(SignInError::CodeTooLate)?;
    if !use_up(ctx, &mut tx, &person, &row, typed).await? {
        return Ok(None);
    }
    if let Some(user) = half.owner.as_panel_user() {
        panel_users::note_sign_in(&mut tx, user, ctx.now()).await?;
    }
    if let Some(accountant) = half.owner.as_accountant() {
        accountants::note_sign_in(&mut tx, accountant, ctx.now()).await?;
    }
    tx.commit().await?;
    Ok(Some(Passed { owner: half.owner, mark: person.mark(), is_known: half.is_known }))
}
