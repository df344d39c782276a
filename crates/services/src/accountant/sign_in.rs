//! The sign-in of an accountant.

use domain::id::AccountantId;
use domain::text;

use crate::guessing::{self, Browser, Devices};
use crate::password::mark;
use crate::store::accountants;
use crate::{Context, Result};

/// Somebody whose password was right.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who is in now.
    pub accountant: AccountantId,
    /// Tells the password of this sign-in from any other, and nothing else about it.
    pub mark: String,
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

    let known = known.map(|it| ((it.id, mark(&it.password_hash)), it.password_hash));
    let ((accountant, mark), devices) =
        guessing::sign_in(ctx, ("accountant", &username), known, browser, password).await?;
    ctx.db.retrying(|| note(ctx, accountant)).await?;
    Ok(Signed { accountant, mark, devices })
}

async fn note(ctx: &Context, accountant: AccountantId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    accountants::note_sign_in(&mut tx, accountant, ctx.now()).await?;
    Ok(tx.commit().await?)
}
