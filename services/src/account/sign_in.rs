//! `Cliente già registrato`: username and password.

use chrono::TimeDelta;
use domain::id::AccountId;
use domain::party::PartyError;

use crate::password::Password;
use crate::store::{accounts, throttle};
use crate::{Context, Result};

/// Attempts on one username within [`WINDOW`].
const ATTEMPTS_MAX: i64 = 10;
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// The account behind a username and its password.
///
/// Wrong usernames and wrong passwords get the same answer after the same time.
pub async fn sign_in(ctx: &Context, username: &str, password: &str) -> Result<AccountId> {
    let number = account_number(ctx, username)?;
    let key = format!("account:{}", number.unwrap_or_default());
    count_attempt(ctx, &key).await?;

    let mut tx = ctx.db.read().await?;
    let known = match number {
        Some(number) => accounts::credentials(&mut tx, number).await?,
        None => None,
    };
    drop(tx);

    let hash = known.as_ref().map(|(_, hash)| hash.as_str());
    let matches = Password::typed(password).matches(hash).await?;
    match known {
        Some((account, _)) if matches => {
            forget_attempts(ctx, &key).await?;
            Ok(account)
        }
        _ => Err(PartyError::WrongCredentials.into()),
    }
}

/// Counts an attempt to sign in before the password is looked at.
pub(crate) async fn count_attempt(ctx: &Context, key: &str) -> Result<()> {
    let allowed = ctx
        .db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let now = ctx.now();
            let allowed = throttle::attempt(&mut tx, key, now, ATTEMPTS_MAX, WINDOW).await?;
            tx.commit().await?;
            Ok(allowed)
        })
        .await?;
    if allowed { Ok(()) } else { Err(PartyError::TooManyAttempts.into()) }
}

/// Forgets the attempts after the right password: only guessing is slowed down, and somebody who
/// often signs in never has to wait.
pub(crate) async fn forget_attempts(ctx: &Context, key: &str) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            throttle::forget(&mut tx, key).await?;
            tx.commit().await
        })
        .await
}

/// The seven digits of a username, with or without the suffix of the shop. Another address, for
/// example a PEC, is refused with the reason.
fn account_number(ctx: &Context, username: &str) -> Result<Option<i64>, PartyError> {
    let username = username.trim().to_lowercase();
    let digits = username.strip_suffix(&ctx.settings.account_suffix).unwrap_or(&username);
    if digits.contains('@') {
        return Err(PartyError::PecAsUsername);
    }
    let is_number = digits.len() == 7 && digits.bytes().all(|b| b.is_ascii_digit());
    Ok(if is_number { digits.parse().ok() } else { None })
}
