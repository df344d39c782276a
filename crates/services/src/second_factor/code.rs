//! A code is looked at, and used up.

use domain::party::{Field, FieldError, PartyError};
use domain::second_factor::{
    Change, KEY_LENGTH, RECOVERY_CODES, RECOVERY_LENGTH, Secret, Typed, recovery_code,
};
use platform::Tx;
use platform::keys::Purpose;
use sha2::{Digest, Sha256};

use super::owner::{Owner, Person};
use crate::hex::hex;
use crate::store::second_factors::{self, Row};
use crate::{Context, Error, Result};

const KEY: Purpose = Purpose("key of a second factor");

pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::broken(format!("no randomness: {error}")))?;
    Ok(bytes)
}

/// A new key, sealed for its row.
pub(super) fn new_key(ctx: &Context, owner: Owner, id: uuid::Uuid) -> Result<String> {
    Ok(ctx.keys.seal_for(KEY, &owner.row(id), &random::<KEY_LENGTH>()?)?)
}

/// The key of a row.
///
/// # Errors
/// `Corrupt` when it was changed, or sealed for another row or with a key that is gone.
pub(super) fn key(ctx: &Context, owner: Owner, row: &Row) -> Result<Secret> {
    let opened = ctx.keys.open_for(KEY, &owner.row(row.id), &row.secret);
    let bytes = opened.and_then(|bytes| bytes.try_into().ok());
    bytes.map(Secret::new).ok_or_else(|| Error::corrupt("second_factor", "secret", row.id))
}

/// Ten new recovery codes in the place of all others.
pub(super) async fn replace_codes(tx: &mut Tx, factor: uuid::Uuid) -> Result<Vec<String>> {
    second_factors::remove_codes(tx, factor).await?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = recovery_code(random::<RECOVERY_LENGTH>()?);
        second_factors::insert_code(tx, factor, &digest(&code.replace('-', ""))).await?;
        codes.push(code);
    }
    Ok(codes)
}

/// A code has 80 bits, so nobody tries all of them against a fast digest.
fn digest(code: &str) -> String {
    hex(&Sha256::digest(code))
}

/// Uses up what was typed, if it is good now: a code that the telephone shows and that nobody has
/// used, or a recovery code. The statement that uses it up decides, so that of two at once one is
/// refused.
pub(super) async fn use_up(
    ctx: &Context,
    tx: &mut Tx,
    person: &Person,
    row: &Row,
    typed: &str,
) -> Result<bool> {
    match Typed::read(typed) {
        Some(Typed::Code(code)) => {
            let key = key(ctx, person.owner, row)?;
            match key.accepts(code, ctx.now(), row.last_step) {
                Some(step) => Ok(second_factors::take_step(tx, row.id, step).await?),
                None => Ok(false),
            }
        }
        Some(Typed::Recovery(code)) => {
            let taken = second_factors::take_code(tx, row.id, &digest(&code), ctx.now()).await?;
            if taken {
                person.note(ctx, tx, Change::RecoveryCodeUsed, None).await?;
            }
            Ok(taken)
        }
        None => Ok(false),
    }
}

/// What is said of a code at its field.
pub(super) fn wrong(typed: &str) -> Error {
    let error = if domain::text::is_blank(typed) {
        FieldError::Missing
    } else {
        FieldError::OneTimeCodeWrong
    };
    PartyError::Fields(vec![(Field::OneTimeCode, error)]).into()
}
