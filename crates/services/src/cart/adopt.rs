//! The cart of a visitor becomes that of the account that they signed in to.

use domain::cart::CartOwner;
use domain::fitting::made_to_fit;
use domain::id::{AccountId, CartId};

use super::circumstances;
use crate::store::carts;
use crate::{Context, Result};

/// Gives a visitor's cart to an account. It takes the place of the cart that the account had,
/// and somebody who owns the service already goes on with what can be added to it.
///
/// # Errors
/// Only what the database says.
pub async fn adopt(ctx: &Context, visitor: Option<CartId>, account: AccountId) -> Result<()> {
    ctx.db.retrying(|| take_over(ctx, visitor, account)).await
}

async fn take_over(ctx: &Context, visitor: Option<CartId>, account: AccountId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let held = carts::hold(&mut tx, CartOwner::Account(account)).await?;
    // Another tab may be changing the cart as a visitor's at this very moment.
    carts::hold(&mut tx, CartOwner::Visitor(visitor)).await?;

    let Some(open) = carts::of_owner(&mut tx, CartOwner::Visitor(visitor)).await? else {
        return Ok(());
    };
    let given = circumstances(ctx, &mut tx, Some(account)).await?;
    let Some(cart) = made_to_fit(open.cart.clone(), &given, &ctx.prices().terms) else {
        carts::remove(&mut tx, open.id).await?;
        return Ok(tx.commit().await?);
    };
    let open = open.changed_to(cart);

    carts::save(&mut tx, &held, &open, ctx.now()).await?;
    Ok(tx.commit().await?)
}
