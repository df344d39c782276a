//! What somebody who is inside does with their second factor; each asks for the password and a code.

use domain::id::SignInId;
use domain::party::{Field, FieldError, PartyError};
use domain::password::PasswordError;
use domain::second_factor::{Change, Door};

use super::code::{replace_codes, use_up, wrong};
use super::owner::{Owner, Person};
use crate::guessing::{Network, braked, check_again};
use crate::password::Password;
use crate::store::second_factors::{self, Row};
use crate::{Context, Error, Result};

/// Somebody who is inside, and the sign-in that goes on when every other one ends.
#[derive(Clone, Copy, Debug)]
pub struct SignedIn {
    /// The account, panel user or member of staff, of whom the factor is.
    pub owner: Owner,
    /// The sign-in of a customer.
    pub keep: Option<SignInId>,
    /// Where it is asked from.
    pub from: Network,
}

/// What both ask for.
#[derive(Clone, Debug)]
pub struct Proof<'a> {
    /// The present password.
    pub password: &'a str,
    /// A code of the telephone, or a recovery code.
    pub code: &'a str,
}

/// What has become of a factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// The recovery codes, which nobody can read again; none once the factor is off.
    pub codes: Vec<String>,
    /// What this sign-in goes on with.
    pub mark: String,
}

/// Turns the factor off. Every other sign-in ends.
///
/// # Errors
/// The fields that are wrong, that whoever guesses has to wait, `NotAllowed` for somebody who has to
/// have one.
pub async fn turn_off(ctx: &Context, signed_in: SignedIn, proof: &Proof<'_>) -> Result<Turned> {
    if signed_in.owner.door() == Door::Staff && ctx.settings.staff_needs_factor {
        return Err(Error::NotAllowed);
    }
    proven(ctx, signed_in, proof, Change::TurnedOff).await
}

/// Makes new recovery codes in the place of all others.
///
/// # Errors
/// The fields that are wrong, or that whoever guesses has to wait.
pub async fn new_codes(ctx: &Context, signed_in: SignedIn, proof: &Proof<'_>) -> Result<Turned> {
    proven(ctx, signed_in, proof, Change::NewCodes).await
}

async fn proven(
    ctx: &Context,
    signed_in: SignedIn,
    proof: &Proof<'_>,
    what: Change,
) -> Result<Turned> {
    let person = signed_in.owner.look(ctx, &mut ctx.db.read().await?).await?;
    // A wrong password uses no code up.
    password_is_right(ctx, &person, proof.password).await?;
    let tries = signed_in.owner.counter("code");
    let change = || ctx.db.retrying(|| change_once(ctx, signed_in, &person, proof.code, what));
    braked(ctx, &tries, signed_in.from, change).await?.ok_or_else(|| wrong(proof.code))
}

async fn change_once(
    ctx: &Context,
    signed_in: SignedIn,
    before: &Person,
    code: &str,
    what: Change,
) -> Result<Option<Turned>> {
    let mut tx = ctx.db.write().await?;
    signed_in.owner.hold(&mut tx).await?;
    let person = signed_in.owner.look(ctx, &mut tx).await?;
    // Password and factor may have become others since the password was looked at.
    let row: Option<Row> = signed_in.owner.factor(&mut tx).await?;
    let is_same = person.mark() == before.mark() && person.is_in();
    let row = row.filter(|row| person.factor == Some(row.id) && is_same);
    let row = row.ok_or(Error::NotFound("second factor"))?;
    if !use_up(ctx, &mut tx, &person, &row, code).await? {
        return Ok(None);
    }
    let codes = match what {
        Change::NewCodes => replace_codes(&mut tx, row.id).await?,
        Change::TurnedOff | Change::TurnedOn | Change::RecoveryCodeUsed | Change::TakenOff => {
            second_factors::remove(&mut tx, row.id).await?;
            person.end_others(&mut tx, signed_in.keep).await?;
            Vec::new()
        }
    };
    person.note(ctx, &mut tx, what, None).await?;
    let mark = signed_in.owner.look(ctx, &mut tx).await?.mark();
    tx.commit().await?;
    Ok(Some(Turned { codes, mark }))
}

/// Whether somebody who is inside knows the password; whoever guesses it there has to wait.
pub(super) async fn password_is_right(
    ctx: &Context,
    person: &Person,
    password: &str,
) -> Result<()> {
    let tries = person.owner.counter("password");
    if check_again(ctx, &tries, &person.hash, &Password::typed(password)).await? {
        return Ok(());
    }
    let wrong = (Field::CurrentPassword, FieldError::Password(PasswordError::WrongPresent));
    Err(PartyError::Fields(vec![wrong]).into())
}
