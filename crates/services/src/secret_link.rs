//! Links that are sent by mail and do one thing once.
//!
//! A link is a secret of 256 random bits, of which only a digest is kept. It lives for an hour
//! ([`domain::recovery::LINK_LIVES`]), ends with the next one for the same purpose, and ends with the
//! password and the address beside which it was made. Looking at its page uses nothing up, since
//! programs that look through mails follow links; [`take`] does.

use domain::recovery::link_is_valid;
use platform::Tx;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::hex::hex;
use crate::password::mark;
use crate::store::secret_links::{self, Row};
use crate::{Context, Error, Result};

/// Bytes of a secret: nobody guesses one.
const LENGTH: usize = 32;

/// What a link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Chooses a new password of an account.
    AccountPassword,
    /// Chooses a new password of a panel user.
    PanelPassword,
    /// Chooses a new password of an accountant.
    AccountantPassword,
    /// Confirms the new address of an account.
    AccountEmail,
    /// Confirms the new address of the holder of an account's service.
    HolderEmail,
    /// Confirms the new address of an accountant.
    AccountantEmail,
}

/// A link that can be used.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The account, panel user or accountant.
    pub about: Uuid,
    /// What [`beside`] says of that one, as it was when the link was made.
    pub beside: String,
    /// The address that it confirms; empty for a password.
    pub address: String,
}

impl Purpose {
    /// The name in the table.
    fn as_str(self) -> &'static str {
        match self {
            Self::AccountPassword => "account_password",
            Self::PanelPassword => "panel_password",
            Self::AccountantPassword => "accountant_password",
            Self::AccountEmail => "account_email",
            Self::HolderEmail => "holder_email",
            Self::AccountantEmail => "accountant_email",
        }
    }
}

/// Tells a password and an address from any others.
pub(crate) fn beside(password_hash: &str, address: &str) -> String {
    mark(&format!("{password_hash}\n{address}"))
}

/// Makes a link in the place of any older one, and gives its secret: it goes into a mail and nowhere
/// else.
///
/// # Errors
/// When the machine has no randomness to give, and what the database says.
pub(crate) async fn make(
    ctx: &Context,
    tx: &mut Tx,
    purpose: Purpose,
    link: Link,
) -> Result<String> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::broken(format!("no randomness: {error}")))?;
    let secret = hex(&bytes);
    let Link { about, beside, address } = link;
    let row = Row { about, beside, address, made_at: ctx.now() };
    secret_links::replace(tx, purpose.as_str(), &digest(&secret), &row).await?;
    Ok(secret)
}

/// The link with this secret, while it can be used.
///
/// # Errors
/// Only what the database says.
pub(crate) async fn find(
    ctx: &Context,
    tx: &mut Tx,
    purpose: Purpose,
    secret: &str,
) -> Result<Option<Link>> {
    let row = secret_links::with_digest(tx, purpose.as_str(), &digest(secret)).await?;
    let row = row.filter(|row| link_is_valid(row.made_at, ctx.now()));
    Ok(row.map(|Row { about, beside, address, .. }| Link { about, beside, address }))
}

/// Uses the link up; false when somebody else was first.
///
/// # Errors
/// Only what the database says.
pub(crate) async fn take(tx: &mut Tx, purpose: Purpose, secret: &str) -> Result<bool> {
    Ok(secret_links::remove(tx, purpose.as_str(), &digest(secret)).await?)
}

fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret))
}
