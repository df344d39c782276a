//! `Cliente già registrato`: username and password.

use domain::id::AccountId;
use domain::second_factor::Next;
use domain::sign_in::SignInError;
use domain::text;

use crate::guessing::{self, Browser, Devices};
use crate::password::mark;
use crate::store::accounts;
use crate::{Context, Result};

/// Somebody whose password was right.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Whose cart, orders and service are open now.
    pub account: AccountId,
    /// Tells the password of this sign-in from any other, and nothing else about it. It opens
    /// nothing while a code is asked for.
    pub mark: String,
    /// What is asked for before they are in.
    pub next: Next,
    /// What their browser remembers from now on.
    pub devices: Devices,
}

/// The account behind a username and its password.
///
/// Wrong usernames and wrong passwords get the same answer after the same time.
///
/// # Errors
/// `WrongCredentials`, `PecAsUsername`, or that whoever guesses has to wait.
pub async fn sign_in(
    ctx: &Context,
    browser: &Browser,
    username: &str,
    password: &str,
) -> Result<Signed> {
    let number = account_number(ctx, username)?;
    let mut tx = ctx.db.read().await?;
    let known = match number {
        Some(number) => accounts::credentials(&mut tx, number).await?,
        None => None,
    };
    drop(tx);

    let name = number.unwrap_or_default().to_string();
    let known = known.map(|known| (known.clone(), known.password_hash));
    let (known, devices) =
        guessing::sign_in(ctx, ("account", &name), known, browser, password).await?;
    let next = Next::after_password(known.factor.is_some(), false);
    Ok(Signed { account: known.id, mark: mark(&known.password_hash), next, devices })
}

/// The seven digits of a username, with or without the suffix of the shop. Another address, for
/// example a PEC, is refused with the reason.
pub(crate) fn account_number(ctx: &Context, username: &str) -> Result<Option<i64>, SignInError> {
    let username = text::word(username).to_lowercase();
    let digits = username.strip_suffix(&ctx.settings.account_suffix).unwrap_or(&username);
    if digits.contains('@') {
        return Err(SignInError::PecAsUsername);
    }
    let is_number = digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit());
    Ok(if is_number { digits.parse().ok() } else { None })
}
