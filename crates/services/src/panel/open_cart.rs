//! `Attiva`, `Acquista`, `Aggiungi`, `Rinnova`: from the panel into the shop, for a purchase.

use domain::Product;
use domain::cart::{CartError, CartOwner};
use domain::timeline::{Deed, PanelDeed};

use super::ServiceAccess;
use crate::buyer::Purchase;
use crate::store::{renewal_plans, renewals};
use crate::{Context, Result, cart, renewal};

/// Puts an add-on into the cart of the account that manages the service, and gives the purchase that
/// the session keeps.
///
/// # Errors
/// `NotAllowed` when the panel is closed by now, or for somebody who is not its owner;
/// `ServiceExpired`, and what else a cart may refuse.
pub async fn open_cart(
    ctx: &Context,
    access: &ServiceAccess,
    product: Product,
) -> Result<Purchase> {
    ctx.db.retrying(|| put_into_cart(ctx, access, product)).await
}

async fn put_into_cart(
    ctx: &Context,
    access: &ServiceAccess,
    product: Product,
) -> Result<Purchase> {
    let mut tx = ctx.db.write().await?;
    let access = access.check_again(ctx, &mut tx).await?;
    access.is_the_owner()?;
    if !access.entitlements().can_buy() {
        return Err(CartError::ServiceExpired.into());
    }
    let account = access.account();
    cart::start_within(ctx, &mut tx, CartOwner::Account(account), product).await?;
    access.note(ctx, &mut tx, Deed::Panel(PanelDeed::CartBegun(product))).await?;
    tx.commit().await?;
    access.purchase(ctx)
}

/// Puts the renewal as it is planned into that cart, for the years that a reminder names the price of;
/// they can be changed there.
///
/// # Errors
/// `NotAllowed` when the panel is closed by now, or for somebody who is not its owner, and what a cart
/// may refuse.
pub async fn open_renewal(ctx: &Context, access: &ServiceAccess) -> Result<Purchase> {
    ctx.db.retrying(|| begin_renewal(ctx, access)).await
}

async fn begin_renewal(ctx: &Context, access: &ServiceAccess) -> Result<Purchase> {
    let mut tx = ctx.db.write().await?;
    let access = access.check_again(ctx, &mut tx).await?;
    access.is_the_owner()?;
    let plan = renewal_plans::of(&mut tx, access.subscription()).await?;
    let years = renewals::years(&mut tx, access.subscription().id).await?;
    renewal::start_within(ctx, &mut tx, access.account(), years, &plan).await?;
    access.note(ctx, &mut tx, Deed::Panel(PanelDeed::RenewalBegun)).await?;
    tx.commit().await?;
    access.purchase(ctx)
}
