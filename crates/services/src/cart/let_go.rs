//! A visitor's cart goes, because its owner goes on with the one that waited in their account.

use domain::cart::CartOwner;
use domain::id::CartId;

use crate::store::carts;
use crate::{Context, Result};

/// Removes the cart of a visitor. One that has an owner stays, whoever asks.
///
/// # Errors
/// Only what the database says.
pub async fn let_go(ctx: &Context, visitor: Option<CartId>) -> Result<()> {
    ctx.db.retrying(|| remove(ctx, visitor)).await
}

async fn remove(ctx: &Context, visitor: Option<CartId>) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let owner = CartOwner::Visitor(visitor);
    carts::hold(&mut tx, owner).await?;

    let Some(open) = carts::of_owner(&mut tx, owner).await? else { return Ok(()) };

    carts::remove(&mut tx, open.id).await?;
    Ok(tx.commit().await?)
}
