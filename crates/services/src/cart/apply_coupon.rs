//! `Codice sconto`: one code for an order.

use domain::cart::{CartOwner, OpenCart};
use domain::coupon::CouponError;
use domain::text;

use crate::store::carts;
use crate::store::discounts;
use crate::{Context, Error, Result};

/// Notes a code on the cart; an empty one takes the noted code away.
///
/// # Errors
/// `NotFound` without a cart; the `CouponError` that says why the code does not help.
pub async fn apply_coupon(ctx: &Context, owner: CartOwner, typed: &str) -> Result<OpenCart> {
    ctx.db.retrying(|| apply(ctx, owner, typed)).await
}

async fn apply(ctx: &Context, owner: CartOwner, typed: &str) -> Result<OpenCart> {
    let mut tx = ctx.db.write().await?;
    let held = carts::hold(&mut tx, owner).await?;

    let mut open = carts::of_owner(&mut tx, owner).await?.ok_or(Error::NotFound("cart"))?;
    open.discount_code = if text::is_blank(typed) {
        None
    } else {
        let prices = ctx.prices();
        let code = prices.discount_code(typed).ok_or(CouponError::Unknown)?;
        code.accept(&open.cart, ctx.today())?;
        discounts::available(&mut tx, code, owner.account()).await?;
        Some(code.code.clone())
    };
    open.version += 1;

    carts::save(&mut tx, &held, &open, ctx.now()).await?;
    tx.commit().await?;
    Ok(open)
}
