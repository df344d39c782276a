//! `Attiva`, `Acquista`, `Aggiungi`, `Rinnova`: from the panel into the shop, already signed in.

use domain::Product;
use domain::cart::CartError;
use domain::id::{AccountId, PanelUserId};

use super::home;
use crate::store::carts::CartOwner;
use crate::{Context, Error, Result, cart};

/// Puts an add-on into the cart of the account that manages the service, and tells which account
/// that is, so that the session can sign in to it.
///
/// # Errors
/// `NotFound` when the service is gone, `NotAllowed` before the temporary password is changed,
/// `ServiceExpired`, and what else a cart may refuse.
pub async fn open_cart(ctx: &Context, user: PanelUserId, product: Product) -> Result<AccountId> {
    let home = home(ctx, user).await?;
    if home.must_change {
        return Err(Error::NotAllowed);
    }
    if !home.subscription.standing(home.today).is_active() {
        return Err(CartError::ServiceExpired.into());
    }
    let account = home.subscription.account;
    cart::start(ctx, CartOwner::Account(account), product).await?;
    Ok(account)
}

/// `Rinnova`: whose service it is, so that the session can sign in to the shop, where it is renewed.
///
/// # Errors
/// `NotFound` when the service is gone, `NotAllowed` before the temporary password is changed.
pub async fn open_renewal(ctx: &Context, user: PanelUserId) -> Result<AccountId> {
    let home = home(ctx, user).await?;
    if home.must_change {
        return Err(Error::NotAllowed);
    }
    Ok(home.subscription.account)
}
