//! `Rinnova` and `Riattiva`: a cart that renews what is to go on.

use domain::cart::{CartError, CartOwner, OpenCart};
use domain::id::{AccountId, CartId};
use domain::renewal::{By, Plan, cart_of};
use domain::subscription::still_owned;
use platform::Tx;

use crate::cart::first_version;
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
    let plan = Plan::between(&open.cart, &owned);
    renewal_plans::save(tx, &by, service.id, &plan).await?;
    Ok(open)
}
