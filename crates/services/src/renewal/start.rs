//! `Rinnova` and `Riattiva`: a cart that renews everything that is owned.

use domain::cart::{CartError, CartOwner, OpenCart};
use domain::id::{AccountId, CartId};
use domain::renewal::cart_of;

use crate::cart::{circumstances, first_version};
use crate::store::carts;
use crate::{Context, Result};

/// Puts the renewal of everything that the account owns into its cart, for these years. A cart for
/// something else gives way.
///
/// # Errors
/// `ServiceNotOwned`, and what else a cart may refuse.
pub async fn start(ctx: &Context, account: AccountId, years: u32) -> Result<OpenCart> {
    ctx.db.retrying(|| fill_cart(ctx, account, years)).await
}

async fn fill_cart(ctx: &Context, account: AccountId, years: u32) -> Result<OpenCart> {
    let mut tx = ctx.db.write().await?;
    let owner = CartOwner::Account(account);
    let held = carts::hold(&mut tx, owner).await?;
    let given = circumstances(ctx, &mut tx, Some(account)).await?;
    let service = given.owned.iter().find(|owned| owned.product.is_main_service());
    let service = service.ok_or(CartError::ServiceNotOwned(domain::Product::Invoicing))?;
    let cart = cart_of(service.product, &given.owned, 1).set_years(years)?;
    let open = match carts::of_owner(&mut tx, owner).await? {
        Some(open) => open.changed_to(cart),
        None => OpenCart {
            id: CartId(ctx.new_id()),
            version: first_version(ctx),
            cart,
            discount_code: None,
        },
    };
    carts::save(&mut tx, &held, &open, ctx.now()).await?;
    tx.commit().await?;
    Ok(open)
}
