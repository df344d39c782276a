//! `Rinnova` and `Riattiva`: a cart that renews what is to go on.

use domain::cart::{CartError, CartOwner, OpenCart};
use domain::id::{AccountId, CartId, SubscriptionId};
use domain::quote::Owned;
use domain::renewal::{By, Plan, cart_of};
use domain::subscription::still_owned;
use platform::Tx;

use crate::cart::first_version;
use crate::store::accounts::HeldAccount;
use crate::store::{accounts, carts, panel_users, renewal_plans, subscriptions};
use crate::{Context, Result};

/// Puts the renewal of the account's service into its cart, as planned and for these years. A cart for
/// something else gives way. The plan is kept: it holds also when the order is not paid.
///
/// # Errors
/// `ServiceNotOwned`, and what else a cart may refuse.
pub async fn start(ctx: &Context, account: AccountId, years: u32, plan: &Plan) -> Result<OpenCart> {
    ctx.db.retrying(|| fill_cart(ctx, account, years, plan)).await
}

async fn fill_cart(ctx: &Context, account: AccountId, years: u32, plan: &Plan) -> Result<OpenCart> {
    let mut tx = ctx.db.write().await?;
    let open = start_within(ctx, &mut tx, account, years, plan).await?;
    tx.commit().await?;
    Ok(open)
}

/// The same within a unit of work that looks at something else, too.
pub(crate) async fn start_within(
    ctx: &Context,
    tx: &mut Tx,
    account: AccountId,
    years: u32,
    plan: &Plan,
) -> Result<OpenCart> {
    let Filled { by, service, owned, open } = fill(ctx, tx, account, years, plan).await?;
    let plan = Plan::between(&open.cart, &owned);
    renewal_plans::save(tx, &by, service, &plan).await?;
    Ok(open)
}

/// A cart that renews a service, and what it was made from.
pub(super) struct Filled {
    by: HeldAccount,
    service: SubscriptionId,
    owned: Vec<Owned>,
    open: OpenCart,
}

/// Puts the renewal into the cart and leaves the plan as it is.
pub(super) async fn fill(
    ctx: &Context,
    tx: &mut Tx,
    account: AccountId,
    years: u32,
    plan: &Plan,
) -> Result<Filled> {
    let by = accounts::hold(tx, account).await?;
    let whose = CartOwner::Account(account);
    let held = carts::hold(tx, whose).await?;
    let service = subscriptions::of_account(tx, account).await?;
    let service = service.filter(|service| service.standing(ctx.today()).can_be_renewed());
    let service = service.ok_or(CartError::ServiceNotOwned(domain::Product::Invoicing))?;
    let users = panel_users::staying_users(tx, service.id).await?;
    let owned = still_owned(service.owned.clone(), ctx.today());
    plan.check(service.service, &owned, users)?;
    let cart = cart_of(service.service, &owned, plan, By::Customer, 1).set_years(years)?;
    let open = match carts::of_owner(tx, whose).await? {
        Some(open) => open.changed_to(cart),
        None => OpenCart {
            id: CartId(ctx.new_id()),
            version: first_version(ctx),
            cart,
            discount_code: None,
        },
    };
    carts::save(tx, &held, &open, ctx.now()).await?;
    Ok(Filled { by, service: service.id, owned, open })
}
