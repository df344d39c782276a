//! The sign-in of an accountant.

use domain::id::AccountantId;
use domain::second_factor::Next;
use domain::text;

use crate::guessing::{self, Browser, Devices};
use crate::password::mark;
use crate::store::accountants;
use crate::{Context, Result};

/// Somebody whose password was right.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who it is.
    pub accountant: AccountantId,
    /// Tells the password of this sign-in from any other, and nothing else about it. It opens
    /// nothing while a code is asked for.
    pub mark: String,
    /// What is asked for before they are in.
    pub next: Next,
    /// What their browser remembers from now on.
    pub devices: Devices,
}

/// The accountant behind a username and its password.
///
/// # Errors
/// `WrongCredentials`, or that whoever guesses has to wait.
pub async fn sign_in(
    ctx: &Context,
    browser: &Browser,
    username: &str,
    password: &str,
) -> Result<Signed> {
    let username = text::word(username).to_uppercase();
    let known = accountants::named(&mut ctx.db.read().await?, &username).await?;

    let known = known.map(|known| (known.clone(), known.password_hash));
    let (known, devices) =
        guessing::sign_in(ctx, ("accountant", &username), known, browser, password).await?;
    let next = Next::after_password(known.factor.is_some(), false);
    if next == Next::Nothing {
        ctx.db.retrying(|| note(ctx, known.id)).await?;
    }
    Ok(Signed { accountant: known.id, mark: mark(&known.password_hash), next, devices })
}

async fn note(ctx: &Context, accountant: AccountantId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    accountants::note_sign_in(&mut tx, accountant, ctx.now()).await?;
    Ok(tx.commit().await?)
}
