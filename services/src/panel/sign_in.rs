//! The sign-in to a panel, with a temporary password at first.

use domain::id::PanelUserId;
use domain::party::PartyError;

use crate::account::count_attempt;
use crate::password::Password;
use crate::store::subscriptions;
use crate::{Context, Result};

/// Somebody whose password was right.
#[derive(Clone, Copy, Debug)]
pub struct Signed {
    pub user: PanelUserId,
    /// True until the temporary password has been changed: nothing else is open before.
    pub must_change: bool,
}

/// The panel user behind a username and its password.
pub async fn sign_in(ctx: &Context, username: &str, password: &str) -> Result<Signed> {
    let username: String = username.split_whitespace().collect::<String>().to_uppercase();
    let key: String = username.chars().take(40).collect();
    count_attempt(ctx, &format!("panel:{key}")).await?;

    let mut tx = ctx.db.read().await?;
    let known = subscriptions::panel_user_named(&mut tx, &username).await?;
    drop(tx);

    let hash = known.as_ref().map(|user| user.password_hash.as_str());
    let matches = Password::typed(password).matches(hash).await?;
    let Some(user) = known.filter(|_| matches) else {
        return Err(PartyError::WrongCredentials.into());
    };
    if user.temporary_until.is_some_and(|until| until < ctx.now()) {
        return Err(PartyError::TemporaryPasswordExpired.into());
    }
    Ok(Signed { user: user.id, must_change: user.temporary_until.is_some() })
}
