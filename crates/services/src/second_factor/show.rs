//! What a page shows of a second factor.

use chrono::{DateTime, Utc};
use platform::keys::Purpose;

use super::enrol::{Enrolment, enrolment};
use super::owner::Owner;
use crate::store::second_factors;
use crate::{Context, Result};

/// Recovery codes on the way to the page that shows them once.
const CODES: Purpose = Purpose("recovery codes to be shown");

/// How it stands with somebody's second factor.
#[derive(Clone, Debug)]
pub enum State {
    /// There is none.
    Off,
    /// A key waits for its first code.
    Begun(Enrolment),
    /// It is asked for at each sign-in.
    On {
        /// Since when.
        since: DateTime<Utc>,
        /// How many recovery codes can still be used.
        codes_left: usize,
    },
}

/// Looks how it stands with somebody's second factor.
///
/// # Errors
/// `NotFound` when they are gone.
pub async fn state(ctx: &Context, owner: Owner) -> Result<State> {
    let mut tx = ctx.db.read().await?;
    let Some(row) = owner.factor(&mut tx).await? else { return Ok(State::Off) };
    if let Some(since) = row.on_since {
        let codes_left = second_factors::codes_left(&mut tx, row.id).await?;
        return Ok(State::On { since, codes_left });
    }
    let person = owner.look(ctx, &mut tx).await?;
    Ok(enrolment(ctx, &person, &row)?.map_or(State::Off, State::Begun))
}

/// Recovery codes as a session keeps them until the next page: readable for nobody else.
///
/// # Errors
/// When the machine has no randomness to give.
pub fn seal_codes(ctx: &Context, owner: Owner, codes: &[String]) -> Result<String> {
    Ok(ctx.keys.seal_for(CODES, &owner.counter("codes"), codes.join(" ").as_bytes())?)
}

/// The codes again; none when they are somebody else's.
#[must_use]
pub fn open_codes(ctx: &Context, owner: Owner, sealed: &str) -> Option<Vec<String>> {
    let codes = ctx.keys.open_for(CODES, &owner.counter("codes"), sealed)?;
    let codes = String::from_utf8(codes).ok()?;
    Some(codes.split(' ').map(str::to_owned).collect())
}
