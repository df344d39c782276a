//! A second factor is taken into use: a key, and the first right code.

use domain::id::SignInId;
use domain::second_factor::{Change, ENROLMENT_LIVES, is_fresh};
use platform::Tx;
use print::QrCode;

use super::change::{Turned, password_is_right};
use super::code::{key, new_key, replace_codes, wrong};
use super::owner::{Owner, Person};
use super::pass::Half;
use crate::guessing::{Network, braked};
use crate::store::second_factors::{self, Row};
use crate::{Context, Error, Result};

/// The largest version of the QR code of an address: more modules than a camera likes.
const VERSION_MAX: i16 = 15;

/// A key that waits for its first code.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// In groups of four letters, to be typed.
    pub key: String,
    /// The address that a program on the same telephone opens.
    pub address: String,
    /// The same for the camera of a telephone; none for a username that no code holds.
    pub code: Option<QrCode>,
}

/// Makes a new key for somebody who is inside and gives the password again.
///
/// # Errors
/// The password is wrong, whoever guesses it has to wait, `NotAllowed` when a factor is on.
pub async fn begin(ctx: &Context, owner: Owner, password: &str) -> Result<()> {
    let person = owner.look(ctx, &mut ctx.db.read().await?).await?;
    if person.factor.is_some() {
        return Err(Error::NotAllowed);
    }
    password_is_right(ctx, &person, password).await?;
    ctx.db.retrying(|| store(ctx, &person)).await
}

/// The same for whoever has to take one into use before they are let in; a key that waits is shown
/// again.
///
/// # Errors
/// `CodeTooLate` when the password was given too long ago, or is another by now.
pub async fn begin_at_sign_in(ctx: &Context, half: &Half) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    let person = half.person_without_factor(ctx, &mut tx).await?;
    let begun = half.owner().factor(&mut tx).await?;
    drop(tx);
    match begun {
        Some(row) if waits(ctx, &row) => Ok(()),
        Some(_) | None => ctx.db.retrying(|| store(ctx, &person)).await,
    }
}

async fn store(ctx: &Context, before: &Person) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let owner = before.again(ctx, &mut tx).await?.owner;
    let id = ctx.new_id();
    let sealed = new_key(ctx, owner, id)?;
    if !owner.begin(ctx, &mut tx, (id, &sealed)).await? {
        return Err(Error::NotAllowed);
    }
    Ok(tx.commit().await?)
}

fn waits(ctx: &Context, row: &Row) -> bool {
    row.on_since.is_none() && is_fresh(row.begun_at, ENROLMENT_LIVES, ctx.now())
}

/// What the page shows of a key that waits for its first code.
pub(super) fn enrolment(ctx: &Context, person: &Person, row: &Row) -> Result<Option<Enrolment>> {
    if !waits(ctx, row) {
        return Ok(None);
    }
    let key = key(ctx, person.owner, row)?;
    let address = key.address(&ctx.settings.brand.name, &person.username);
    let code = QrCode::of(&address, VERSION_MAX).ok();
    Ok(Some(Enrolment { key: key.in_groups(), address, code }))
}

/// The first right code turns the factor on. Every other sign-in ends; `keep` goes on with the new
/// mark.
///
/// # Errors
/// The code is wrong, whoever guesses it has to wait, `NotFound` when no key waits, `NotAllowed` for
/// whoever is out at this moment.
pub async fn confirm(
    ctx: &Context,
    owner: Owner,
    keep: Option<SignInId>,
    from: Network,
    typed: &str,
) -> Result<Turned> {
    let before = owner.look(ctx, &mut ctx.db.read().await?).await?;
    let tries = owner.counter("code");
    let turned = braked(ctx, &tries, from, || turn_on(ctx, &before, keep, typed)).await?;
    turned.ok_or_else(|| wrong(typed))
}

/// The same for whoever has to take one into use before they are let in.
///
/// # Errors
/// As [`confirm`]; `CodeTooLate` when the password was given too long ago, or is another by now.
pub async fn confirm_at_sign_in(
    ctx: &Context,
    half: &Half,
    from: Network,
    typed: &str,
) -> Result<Turned> {
    half.person_without_factor(ctx, &mut ctx.db.read().await?).await?;
    confirm(ctx, half.owner(), None, from, typed).await
}

async fn turn_on(
    ctx: &Context,
    before: &Person,
    keep: Option<SignInId>,
    typed: &str,
) -> Result<Option<Turned>> {
    ctx.db.retrying(|| turn_on_once(ctx, before, keep, typed)).await
}

async fn turn_on_once(
    ctx: &Context,
    before: &Person,
    keep: Option<SignInId>,
    typed: &str,
) -> Result<Option<Turned>> {
    use domain::second_factor::Typed;
    let mut tx: Tx = ctx.db.write().await?;
    let owner = before.again(ctx, &mut tx).await?.owner;
    let row = owner.factor(&mut tx).await?.filter(|row| waits(ctx, row));
    let row = row.ok_or(Error::NotFound("key of a second factor"))?;
    let Some(Typed::Code(code)) = Typed::read(typed) else { return Ok(None) };
    let Some(step) = key(ctx, owner, &row)?.accepts(code, ctx.now(), None) else {
        return Ok(None);
    };
    if !second_factors::turn_on(&mut tx, row.id, step, ctx.now()).await? {
        return Err(Error::NotFound("key of a second factor"));
    }
    let codes = replace_codes(&mut tx, row.id).await?;
    let person = owner.look(ctx, &mut tx).await?;
    person.end_others(&mut tx, keep).await?;
    person.note(ctx, &mut tx, Change::TurnedOn, None).await?;
    tx.commit().await?;
    Ok(Some(Turned { codes, mark: person.mark() }))
}
