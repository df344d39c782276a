//! The cart of a visitor becomes that of the account that they signed in to.

use domain::cart::{Cart, CartOwner, OpenCart};
use domain::fitting::made_to_fit;
use domain::id::{AccountId, CartId};

use super::circumstances;
use crate::store::carts;
use crate::{Context, Result};

/// What became of a visitor's cart at the sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Adopted {
    /// The account has it now, unless there was none or all of it was owned already.
    Settled,
    /// The account had a cart that says something else. Both are kept until its owner says which.
    Asks(TwoCarts),
}

/// Two carts of one person, of which one goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoCarts {
    /// What they chose as a visitor, as it would be the account's.
    pub brought: Cart,
    /// What waited in the account.
    pub kept: OpenCart,
}

/// Gives a visitor's cart to an account. Somebody who owns the service already goes on with what can
/// be added to it. A cart of the account that its owner would miss is not replaced: they are asked,
/// and nothing has changed.
///
/// # Errors
/// Only what the database says.
pub async fn adopt(ctx: &Context, visitor: Option<CartId>, account: AccountId) -> Result<Adopted> {
    ctx.db.retrying(|| take_over(ctx, visitor, account, None)).await
}

/// The same for somebody who has said that the account's cart, which they saw in `version`, may go.
/// One that has moved on since is asked about again.
///
/// # Errors
/// Only what the database says.
pub async fn adopt_replacing(
    ctx: &Context,
    visitor: Option<CartId>,
    account: AccountId,
    version: i64,
) -> Result<Adopted> {
    ctx.db.retrying(|| take_over(ctx, visitor, account, Some(version))).await
}

async fn take_over(
    ctx: &Context,
    visitor: Option<CartId>,
    account: AccountId,
    may_replace: Option<i64>,
) -> Result<Adopted> {
    let mut tx = ctx.db.write().await?;
    let held = carts::hold(&mut tx, CartOwner::Account(account)).await?;
    // Another tab may be changing the cart as a visitor's at this very moment.
    carts::hold(&mut tx, CartOwner::Visitor(visitor)).await?;

    let Some(open) = carts::of_owner(&mut tx, CartOwner::Visitor(visitor)).await? else {
        return Ok(Adopted::Settled);
    };
    let given = circumstances(ctx, &mut tx, Some(account)).await?;
    let Some(cart) = made_to_fit(open.cart.clone(), &given, &ctx.prices().terms) else {
        carts::remove(&mut tx, open.id).await?;
        tx.commit().await?;
        return Ok(Adopted::Settled);
    };
    let kept = carts::of_owner(&mut tx, CartOwner::Account(account)).await?;
    let missed =
        kept.filter(|kept| kept.cart.is_missed_beside(&cart) && may_replace != Some(kept.version));
    if let Some(kept) = missed {
        return Ok(Adopted::Asks(TwoCarts { brought: cart, kept }));
    }
    let open = open.changed_to(cart);

    carts::save(&mut tx, &held, &open, ctx.now()).await?;
    tx.commit().await?;
    Ok(Adopted::Settled)
}
