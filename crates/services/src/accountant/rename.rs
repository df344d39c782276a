//! `Cambia il nome`: customers read another name from this moment on.

use domain::accountant::name;

use super::Pass;
use crate::store::accountants;
use crate::{Context, Result};

/// Corrects the name of an accountant. Username and number never change: by these a customer knows to
/// whom a panel was delegated.
///
/// # Errors
/// The field that is wrong, `NotFound` once the account is closed, `NotAllowed` for whoever is out
/// by now.
pub async fn rename(ctx: &Context, pass: &Pass, typed: &str) -> Result<()> {
    let name = name(typed)?;
    ctx.db.retrying(|| store(ctx, pass, &name)).await
}

async fn store(ctx: &Context, pass: &Pass, name: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let known = pass.hold(&mut tx).await?;
    accountants::set_name(&mut tx, known.id, name).await?;
    Ok(tx.commit().await?)
}
