//! Whose cart a browser shows, and what becomes of it at a sign-in.

use domain::id::{AccountId, CartId};
use services::Context;
use services::cart::{Adopted, CartOwner, TwoCarts};
use tower_sessions::Session;

use super::{Found, buyer};
use crate::Result;

/// The name of the visitor's cart in a session.
pub(super) const CART: &str = "cart";

const WAS_ASKED: &str = "was_asked";

/// Whose cart is meant.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn cart_owner(ctx: &Context, session: &Session, found: &Found) -> Result<CartOwner> {
    match buyer(ctx, session, found).await? {
        Some(buyer) if buyer.reach().includes_cart() => Ok(CartOwner::Account(buyer.account())),
        Some(_) | None => Ok(CartOwner::Visitor(session.get(CART).await?)),
    }
}

/// Notes whether somebody has said within a purchase who they are. A purchase that begins with
/// somebody who is known does not ask.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn asked_within_purchase(session: &Session, was_asked: bool) -> Result<()> {
    // Looking first keeps a page from writing the session anew.
    if self::was_asked(session).await? != was_asked {
        session.insert(WAS_ASKED, was_asked).await?;
    }
    Ok(())
}

/// True for somebody who has said within this purchase who they are.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn was_asked(session: &Session) -> Result<bool> {
    Ok(session.get::<bool>(WAS_ASKED).await?.unwrap_or_default())
}

/// Remembers the cart of a visitor.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn remember_cart(session: &Session, cart: CartId) -> Result<()> {
    Ok(session.insert(CART, cart).await?)
}

/// The cart that somebody brought as a visitor and the one of their account, while they have not said
/// which of them goes. Without a question the account has what they brought.
///
/// # Errors
/// [`crate::Error::Session`], and what taking the cart over may fail on.
pub async fn two_carts(
    ctx: &Context,
    session: &Session,
    account: AccountId,
) -> Result<Option<TwoCarts>> {
    let Some(visitor) = session.get::<CartId>(CART).await? else { return Ok(None) };
    let adopted = services::cart::adopt(ctx, Some(visitor), account).await?;
    settle(session, adopted).await
}

/// The cart that somebody brought takes the place of the one that they saw in `version`; asked again
/// when that one has moved on.
///
/// # Errors
/// [`crate::Error::Session`], and what taking the cart over may fail on.
pub async fn keep_brought(
    ctx: &Context,
    session: &Session,
    account: AccountId,
    version: i64,
) -> Result<Option<TwoCarts>> {
    let visitor = session.get::<CartId>(CART).await?;
    let adopted = services::cart::adopt_replacing(ctx, visitor, account, version).await?;
    settle(session, adopted).await
}

/// The cart that somebody brought goes; that of the account stays as it is.
///
/// # Errors
/// [`crate::Error::Session`], and what removing the cart may fail on.
pub async fn let_brought_go(ctx: &Context, session: &Session) -> Result<()> {
    services::cart::let_go(ctx, session.get(CART).await?).await?;
    session.remove_value(CART).await?;
    Ok(())
}

async fn settle(session: &Session, adopted: Adopted) -> Result<Option<TwoCarts>> {
    match adopted {
        Adopted::Settled => {
            session.remove_value(CART).await?;
            Ok(None)
        }
        Adopted::Asks(two) => Ok(Some(two)),
    }
}
