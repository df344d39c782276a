//! `+`, `−`, `+Aggiungi al carrello`, `Rimuovi`, years and the switch of the extension.

use domain::RuleError;
use domain::cart::{CartOwner, Change, OpenCart};

use super::circumstances;
use crate::store::carts;
use crate::{Context, Error, Result};

/// Makes one change of the cart that its author saw in `version`.
///
/// Refused as [`RuleError::CartChangedElsewhere`] when the cart has moved on since: the author
/// looks again and decides again, so that no press undoes another one unseen.
///
/// # Errors
/// `NotFound` without a cart, `CartChangedElsewhere` for an older version, the `CartError` that
/// the change meets.
pub async fn change(
    ctx: &Context,
    owner: CartOwner,
    version: i64,
    change: Change,
) -> Result<OpenCart> {
    ctx.db.retrying(|| apply(ctx, owner, version, change)).await
}

async fn apply(ctx: &Context, owner: CartOwner, version: i64, change: Change) -> Result<OpenCart> {
    let mut tx = ctx.db.write().await?;
    let held = carts::hold(&mut tx, owner).await?;

    let open = carts::of_owner(&mut tx, owner).await?.ok_or(Error::NotFound("cart"))?;
    if open.version != version {
        return Err(RuleError::CartChangedElsewhere.into());
    }
    let given = circumstances(ctx, &mut tx, owner.account()).await?;
    let cart = open.cart.clone().apply(change, &given.owned_products())?;
    let open = open.changed_to(cart);

    carts::save(&mut tx, &held, &open, ctx.now()).await?;
    tx.commit().await?;
    Ok(open)
}
