//! `Cambia il nome`: customers read another name from this moment on.

use domain::accountant::name;
use domain::id::AccountantId;

use crate::store::accountants;
use crate::{Context, Error, Result};

/// Corrects the name of an accountant. Username and number never change: by these a customer knows to
/// whom a panel was delegated.
///
/// # Errors
/// The field that is wrong, `NotFound` once the account is closed.
pub async fn rename(ctx: &Context, accountant: AccountantId, typed: &str) -> Result<()> {
    let name = name(typed)?;
    ctx.db.retrying(|| store(ctx, accountant, &name)).await
}

async fn store(ctx: &Context, accountant: AccountantId, name: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    if !accountants::set_name(&mut tx, accountant, name).await? {
        return Err(Error::NotFound("accountant"));
    }
    Ok(tx.commit().await?)
}
