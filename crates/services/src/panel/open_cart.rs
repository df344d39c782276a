//! `Attiva`, `Acquista`, `Aggiungi`: from the panel into the shop, already signed in.

use domain::Product;
use domain::cart::{CartError, CartOwner};
use domain::id::AccountId;

use super::ServiceAccess;
use crate::{Context, Result, cart};

/// Puts an add-on into the cart of the account that manages the service, and tells which account
/// that is, so that the session can sign in to it.
///
/// # Errors
/// `NotAllowed` when the panel is closed by now, `ServiceExpired`, and what else a cart may refuse.
pub async fn open_cart(
    ctx: &Context,
    access: &ServiceAccess,
    product: Product,
) -> Result<AccountId> {
    ctx.db.retrying(|| put_into_cart(ctx, access, product)).await
}

async fn put_into_cart(
    ctx: &Context,
    access: &ServiceAccess,
    product: Product,
) -> Result<AccountId> {
    let mut tx = ctx.db.write().await?;
    let access = access.check_again(ctx, &mut tx).await?;
    if !access.entitlements().can_buy() {
        return Err(CartError::ServiceExpired.into());
    }
    let account = access.account();
    cart::start_within(ctx, &mut tx, CartOwner::Account(account), product).await?;
    tx.commit().await?;
    Ok(account)
}
