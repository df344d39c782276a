//! A second factor is taken off for somebody who has lost it.

use chrono::{DateTime, Utc};
use domain::party::{Field, FieldError, PartyError};
use domain::reason::{ReasonError, reason};
use domain::second_factor::{Change, Door};
use domain::text;
use platform::Tx;

use super::owner::{Owner, Person};
use crate::account::account_number;
use crate::store::{accountants, accounts, panel_users, second_factors, staff};
use crate::{Context, Error, Result};

/// How many the office sees of those that were taken off.
const SHOWN: i64 = 20;

/// A second factor that was taken off for its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOff {
    /// Where they sign in.
    pub door: Door,
    /// With what they sign in.
    pub username: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The member of staff who did it.
    pub done_by: String,
    /// Why.
    pub reason: String,
}

/// A customer, panel user or accountant, with or without a second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// With what they sign in.
    pub username: String,
    /// Where they sign in.
    pub door: Door,
    /// Where they will be written to.
    pub email: Option<String>,
    /// Since when it is asked for; none when there is no factor.
    pub since: Option<DateTime<Utc>>,
}

/// Everybody who signs in with this username, each at another door. Panel users and accountants choose
/// theirs apart, so both may have one name and be two people.
///
/// # Errors
/// Only what the database says.
pub async fn find(ctx: &Context, typed: &str) -> Result<Vec<Found>> {
    let mut tx = ctx.db.read().await?;
    let mut found = Vec::new();
    for door in Door::ALL {
        let Some(owner) = named(ctx, &mut tx, door, typed).await? else { continue };
        let person = owner.look(ctx, &mut tx).await?;
        let since = owner.factor(&mut tx).await?.and_then(|row| row.on_since);
        found.push(Found { username: person.username, door, email: person.email, since });
    }
    Ok(found)
}

/// Whoever has this username at this door. Of the staff nobody is found: that is the command line's.
async fn named(ctx: &Context, tx: &mut Tx, door: Door, typed: &str) -> Result<Option<Owner>> {
    let username = text::word(typed).to_uppercase();
    Ok(match door {
        Door::Account => match account_number(ctx, typed) {
            Ok(Some(number)) => {
                accounts::credentials(tx, number).await?.map(|known| Owner::account(known.id))
            }
            Ok(None) | Err(_) => None,
        },
        Door::Panel => {
            panel_users::named(tx, &username).await?.map(|user| Owner::panel_user(user.id))
        }
        Door::Accountant => {
            accountants::named(tx, &username).await?.map(|known| Owner::of_accountant(known.id))
        }
        Door::Staff => None,
    })
}

/// Takes the second factor off for whoever has this username at this door; `by` is the member of staff.
/// Every sign-in of theirs ends, and they are told why by mail. Somebody else of the same username keeps
/// theirs.
///
/// # Errors
/// `NotFound` for a username that nobody has there or that has none, a reason that is missing or too long.
pub async fn take_off(
    ctx: &Context,
    (door, username): (Door, &str),
    why: &str,
    by: &str,
) -> Result<()> {
    let reason = reason(why).map_err(|error| {
        let error = match error {
            ReasonError::Missing => FieldError::Missing,
            ReasonError::TooLong { max } => FieldError::TooLong { max },
        };
        PartyError::Fields(vec![(Field::Reason, error)])
    })?;
    let owner = named(ctx, &mut ctx.db.read().await?, door, username).await?;
    let owner = owner.ok_or(Error::NotFound("username"))?;
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
    let taken_off = |row: second_factors::TakenOff| {
        let second_factors::TakenOff { door, username, at, done_by, reason } = row;
        TakenOff { door, username, at, done_by, reason }
    };
    Ok(rows.into_iter().map(taken_off).collect())
}
