//! Where a customer has signed in, and how that ends.
//!
//! A sign-in ends with the password that it was made with: each page looks whether its mark is still
//! the right one ([`is_signed_in`], [`customer`](super::customer)). Ending one from elsewhere removes
//! the session.

use chrono::{DateTime, TimeDelta, Utc};
use domain::device::Device;
use domain::id::{AccountId, SignInId};
/// Under this name a session says whose it is: [`Pass::owner`].
pub use platform::sessions::OWNER;
use platform::{Tx, sessions};
use serde::{Deserialize, Serialize};

use crate::password::mark_with;
use crate::store::accounts;
use crate::{Context, Error, Result};

/// Under this name a session keeps the [`Pass`] of a customer.
pub const PASS: &str = "customer";

/// Use is noted to the hour, so that hardly any page has to write.
const NOTED_EVERY: TimeDelta = TimeDelta::hours(1);

/// One sign-in of a customer, as their session keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// Who it is.
    pub account: AccountId,
    /// Of the password that they signed in with.
    pub mark: String,
    /// Names this sign-in among the others of the account. It opens nothing.
    pub id: SignInId,
    /// With what.
    pub device: Device,
    /// When they signed in.
    pub since: DateTime<Utc>,
    /// When they were last seen, to the hour.
    pub seen: DateTime<Utc>,
}

impl Pass {
    /// Of somebody who has just signed in.
    #[must_use]
    pub fn new(ctx: &Context, account: AccountId, mark: String, device: Device) -> Self {
        let (id, now) = (SignInId(ctx.new_id()), ctx.now());
        Self { account, mark, id, device, since: now, seen: now }
    }

    /// Whose session it is, for [`OWNER`].
    #[must_use]
    pub fn owner(&self) -> String {
        owner(self.account)
    }

    /// The same after somebody was seen now; nothing while that need not be noted yet.
    #[must_use]
    pub fn used(&self, now: DateTime<Utc>) -> Option<Self> {
        let is_noted = (now - self.seen).abs() < NOTED_EVERY;
        (!is_noted).then(|| Self { seen: now, ..self.clone() })
    }
}

fn owner(account: AccountId) -> String {
    format!("account:{account}")
}

/// Tells the present password and second factor of an account from any others; none when the account
/// is gone.
///
/// # Errors
/// Only what the database says.
pub async fn mark_of(ctx: &Context, account: AccountId) -> Result<Option<String>> {
    let known = accounts::credentials_of(&mut ctx.db.read_one().await?, account).await?;
    Ok(known.map(|known| mark_with(&known.password_hash, known.factor)))
}

/// True while a sign-in opens the account: password and second factor are still those that it was
/// made with.
///
/// # Errors
/// Only what the database says.
pub async fn is_signed_in(ctx: &Context, pass: &Pass) -> Result<bool> {
    Ok(mark_of(ctx, pass.account).await?.as_ref() == Some(&pass.mark))
}

/// The sign-ins of an account that have not ended, the one that was seen last first.
///
/// # Errors
/// Only what the database says.
pub async fn sessions(ctx: &Context, account: AccountId) -> Result<Vec<Pass>> {
    let open = of_account(&mut ctx.db.read().await?, account).await?;
    let mut passes: Vec<Pass> = open.into_iter().map(|(_, pass)| pass).collect();
    passes.sort_by_key(|pass| (std::cmp::Reverse(pass.seen), pass.id));
    Ok(passes)
}

/// Ends a sign-in of an account, with everything else that its browser had signed in to.
///
/// # Errors
/// `NotFound` when it is none of this account's, or has ended.
pub async fn end_session(ctx: &Context, account: AccountId, id: SignInId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let open = of_account(&mut tx, account).await?;
    let (digest, _) =
        open.iter().find(|(_, pass)| pass.id == id).ok_or(Error::NotFound("sign-in"))?;
    sessions::end(&mut tx, &owner(account), digest).await?;
    Ok(tx.commit().await?)
}

/// Ends the sign-ins of an account but this one. Tells how many there were.
///
/// # Errors
/// Only what the database says.
pub async fn end_other_sessions(
    ctx: &Context,
    account: AccountId,
    keep: SignInId,
) -> Result<usize> {
    let mut tx = ctx.db.write().await?;
    let ended = end_sessions(&mut tx, account, Some(keep)).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends the sign-ins of an account, all but `keep`, in a unit of work that changes something else.
pub(crate) async fn end_sessions(
    tx: &mut Tx,
    account: AccountId,
    keep: Option<SignInId>,
) -> Result<usize> {
    let mut ended = 0;
    for (digest, pass) in of_account(tx, account).await? {
        if Some(pass.id) != keep && sessions::end(tx, &owner(account), &digest).await? {
            ended += 1;
        }
    }
    Ok(ended)
}

/// What an older version left in a session is nobody's sign-in.
async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<(String, Pass)>> {
    let open = sessions::of_owner(tx, &owner(account)).await?;
    let read = |mut session: sessions::Owned| {
        let pass = serde_json::from_value(session.data.remove(PASS)?).ok()?;
        Some((session.digest, pass))
    };
    Ok(open.into_iter().filter_map(read).collect())
}
