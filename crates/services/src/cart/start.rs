//! `Acquista`, `Attiva`, `Aggiungi`: a product goes into the cart, which is made if there is none.

use domain::Product;
use domain::cart::{CartOwner, OpenCart};
use domain::fitting::with_product;
use domain::id::CartId;
use platform::Tx;

use super::{circumstances, first_version};
use crate::store::carts;
use crate::{Context, Result};

/// Puts a product into the cart of somebody and returns the cart.
///
/// A main service begins a first purchase. An add-on goes to the service that is owned, or into the
/// purchase under way, or begins a purchase of Fatturazione Elettronica: an add-on is never sold
/// alone. Where that would begin anew although somebody has chosen things for another service, it
/// is refused as [`CartError::OtherServiceChosen`](domain::cart::CartError::OtherServiceChosen),
/// and [`start_replacing`] does it.
///
/// # Errors
/// `OtherServiceChosen` when a cart of another service would be lost, `AlreadyOwned`, and what
/// else a cart may refuse.
pub async fn start(ctx: &Context, owner: CartOwner, product: Product) -> Result<OpenCart> {
    ctx.db.retrying(|| put_into_cart(ctx, owner, product, None)).await
}

/// The same for somebody who has said that the cart of another service, which they saw in
/// `version`, may go. One that has moved on since is asked about again.
///
/// # Errors
/// As [`start`]; `OtherServiceChosen` also when the cart is no longer in `version`.
pub async fn start_replacing(
    ctx: &Context,
    owner: CartOwner,
    product: Product,
    version: i64,
) -> Result<OpenCart> {
    ctx.db.retrying(|| put_into_cart(ctx, owner, product, Some(version))).await
}

async fn put_into_cart(
    ctx: &Context,
    owner: CartOwner,
    product: Product,
    may_replace: Option<i64>,
) -> Result<OpenCart> {
    let mut tx = ctx.db.write().await?;
    let open = put_within(ctx, &mut tx, owner, product, may_replace).await?;
    tx.commit().await?;
    Ok(open)
}

/// The same as [`start`] within a unit of work that looks at something else, too.
pub(crate) async fn start_within(
    ctx: &Context,
    tx: &mut Tx,
    owner: CartOwner,
    product: Product,
) -> Result<OpenCart> {
    put_within(ctx, tx, owner, product, None).await
}

async fn put_within(
    ctx: &Context,
    tx: &mut Tx,
    owner: CartOwner,
    product: Product,
    may_replace: Option<i64>,
) -> Result<OpenCart> {
    let held = carts::hold(tx, owner).await?;

    let known = carts::of_owner(tx, owner).await?;
    let given = circumstances(ctx, tx, owner.account()).await?;
    let cart = with_product(known.as_ref().map(|open| &open.cart), product, &given)?;
    let open = match known {
        Some(open) => open.replaced_by(cart, product, may_replace)?,
        None => OpenCart {
            id: CartId(ctx.new_id()),
            version: first_version(ctx),
            cart,
            discount_code: None,
        },
    };

    carts::save(tx, &held, &open, ctx.now()).await?;
    Ok(open)
}

/// The cart that a press on this product would cost, if there is one: what [`start`] asks about.
///
/// # Errors
/// Only what the database says.
pub async fn lost_to(
    ctx: &Context,
    owner: CartOwner,
    product: Product,
) -> Result<Option<OpenCart>> {
    let mut tx = ctx.db.read().await?;
    let known = carts::of_owner(&mut tx, owner).await?;
    let given = circumstances(ctx, &mut tx, owner.account()).await?;
    let chosen = with_product(known.as_ref().map(|open| &open.cart), product, &given);
    Ok(known.filter(|open| chosen.is_ok_and(|chosen| open.cart.is_lost_to(&chosen))))
}
