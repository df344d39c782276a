//! A second factor is taken off for somebody who has lost it.

use chrono::{DateTime, Utc};
use domain::party::{Field, FieldError, PartyError};
use domain::reason::{ReasonError, reason};
use domain::second_factor::Change;
use domain::text;

use super::owner::{Owner, Person};
use crate::account::account_number;
use crate::store::{accounts, panel_users, second_factors, staff};
use crate::{Context, Error, Result};

/// How many the office sees of those that were taken off.
const SHOWN: i64 = 20;

/// A second factor that was taken off for its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOff {
    /// With what they sign in.
    pub username: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The member of staff who did it.
    pub done_by: String,
    /// Why.
    pub reason: String,
}

/// A customer or panel user with a second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// With what they sign in.
    pub username: String,
    /// It is a panel, not an account.
    pub is_panel: bool,
    /// Where they will be written to.
    pub email: Option<String>,
    /// Since when it is asked for; none when there is no factor.
    pub since: Option<DateTime<Utc>>,
}

/// Looks for a customer or panel user by the username.
///
/// # Errors
/// `NotFound` for a username that nobody has.
pub async fn find(ctx: &Context, typed: &str) -> Result<Found> {
    let mut tx = ctx.db.read().await?;
    let owner = named(ctx, &mut tx, typed).await?;
    let person = owner.look(ctx, &mut tx).await?;
    let since = owner.factor(&mut tx).await?.and_then(|row| row.on_since);
    let is_panel = owner.as_panel_user().is_some();
    Ok(Found { username: person.username, is_panel, email: person.email, since })
}

async fn named(ctx: &Context, tx: &mut platform::Tx, typed: &str) -> Result<Owner> {
    if let Ok(Some(number)) = account_number(ctx, typed)
        && let Some(known) = accounts::credentials(tx, number).await?
    {
        return Ok(Owner::account(known.id));
    }
    let username = text::word(typed).to_uppercase();
    match panel_users::named(tx, &username).await? {
        Some(user) => Ok(Owner::panel_user(user.id)),
        None => Err(Error::NotFound("username")),
    }
}

/// Takes the second factor off for a customer or panel user; `by` is the member of staff. Every
/// sign-in of theirs ends, and they are told why by mail.
///
/// # Errors
/// `NotFound` for a username that nobody has or that has none, a reason that is missing or too long.
pub async fn take_off(ctx: &Context, typed: &str, why: &str, by: &str) -> Result<()> {
    let reason = reason(why).map_err(|error| {
        let error = match error {
            ReasonError::Missing => FieldError::Missing,
            ReasonError::TooLong { max } => FieldError::TooLong { max },
        };
        PartyError::Fields(vec![(Field::Reason, error)])
    })?;
    let owner = named(ctx, &mut ctx.db.read().await?, typed).await?;
    ctx.db.retrying(|| remove(ctx, owner, &reason, by)).await
}

/// The same for a member of staff, from the command line.
///
/// # Errors
/// `NotFound` for a username that nobody has or that has none.
pub async fn take_off_staff(ctx: &Context, username: &str, by: &str) -> Result<()> {
    let username = text::line(username).to_lowercase();
    let known = staff::credentials(&mut ctx.db.read().await?, &username).await?;
    let owner = Owner::staff(known.ok_or(Error::NotFound("member of staff"))?.id);
    ctx.db.retrying(|| remove(ctx, owner, by, by)).await
}

async fn remove(ctx: &Context, owner: Owner, reason: &str, by: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let person: Person = owner.look(ctx, &mut tx).await?;
    let factor = person.factor.ok_or(Error::NotFound("second factor"))?;

    if !second_factors::remove(&mut tx, factor).await? {
        return Err(Error::NotFound("second factor"));
    }
    person.end_others(&mut tx, None).await?;
    person.note(ctx, &mut tx, Change::TakenOff, Some((by, reason))).await?;
    Ok(tx.commit().await?)
}

/// Those that were taken off last.
///
/// # Errors
/// Only what the database says.
pub async fn taken_off(ctx: &Context) -> Result<Vec<TakenOff>> {
    let rows = second_factors::taken_off(&mut ctx.db.read().await?, SHOWN).await?;
    let taken_off = |(username, at, done_by, reason)| TakenOff { username, at, done_by, reason };
    Ok(rows.into_iter().map(taken_off).collect())
}
