//! `Svuota il carrello`: the cart goes, with its main service and everything chosen for it.

use domain::RuleError;
use domain::cart::CartOwner;

use crate::store::carts;
use crate::{Context, Result};

/// Removes the cart that its owner saw in `version`. One that is gone already is empty as wished;
/// one that has moved on since is refused as [`RuleError::CartChangedElsewhere`].
///
/// # Errors
/// `CartChangedElsewhere` for an older version.
pub async fn empty(ctx: &Context, owner: CartOwner, version: i64) -> Result<()> {
    ctx.db.retrying(|| remove(ctx, owner, version)).await
}

async fn remove(ctx: &Context, owner: CartOwner, version: i64) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    carts::hold(&mut tx, owner).await?;

    let Some(open) = carts::of_owner(&mut tx, owner).await? else { return Ok(()) };
    if open.version != version {
        return Err(RuleError::CartChangedElsewhere.into());
    }

    carts::remove(&mut tx, open.id).await?;
    Ok(tx.commit().await?)
}
