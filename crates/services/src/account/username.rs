//! What a customer signs in with.

use domain::id::AccountId;

use crate::store::accounts;
use crate::{Context, Result};

/// The username of an account, as its owner types it.
///
/// # Errors
/// `NotFound` when the account is gone.
pub async fn username(ctx: &Context, account: AccountId) -> Result<String> {
    let mut tx = ctx.db.read().await?;
    let account = accounts::by_id(&mut tx, account).await?;
    Ok(ctx.settings.username(account.number))
}
