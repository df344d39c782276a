//! `+`, `−`, `+Aggiungi al carrello`, `Rimuovi`, years and the switch of the extension.

use domain::cart::{Cart, CartOwner, Change, OpenCart, Purpose};
use domain::quote::Circumstances;
use domain::renewal::check_users;
use domain::{Product, RuleError};
use platform::Tx;

use super::circumstances;
use crate::store::{carts, panel_users, subscriptions};
use crate::{Context, Error, Result};

/// Makes one change of the cart that its author saw in `version`.
///
/// Refused as [`RuleError::CartChangedElsewhere`] when the cart has moved on since: the author
/// looks again and decides again, so that no press undoes another one unseen. A renewal with fewer
/// users than before leaves everybody the place on the panel that they have.
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
    if cart.quantity(Product::User) < open.cart.quantity(Product::User) {
        keep_places(&mut tx, owner, &cart, &given).await?;
    }
    let open = open.changed_to(cart);

    carts::save(&mut tx, &held, &open, ctx.now()).await?;
    tx.commit().await?;
    Ok(open)
}

/// The account is held, so nobody gets or gives up a place meanwhile.
async fn keep_places(
    tx: &mut Tx,
    owner: CartOwner,
    cart: &Cart,
    given: &Circumstances,
) -> Result<()> {
    let (Purpose::Renewal { .. }, Some(account)) = (cart.purpose, owner.account()) else {
        return Ok(());
    };
    let Some(service) = subscriptions::of_account(tx, account).await? else { return Ok(()) };
    let users = panel_users::staying_users(tx, service.id).await?;
    Ok(check_users(cart, &given.owned, users)?)
}
