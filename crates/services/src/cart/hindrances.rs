//! Which products somebody cannot buy now, and why: pages say so instead of offering them.

use domain::Product;
use domain::cart::CartOwner;
use domain::entitlements::Entitlements;
use domain::hindrance::Hindrance;

use crate::store::{orders, subscriptions, terminations};
use crate::unreadable::{if_readable, set_aside};
use crate::{Context, Result};

/// What stands in the way of whoever asks. A product that is not listed can be bought; a visitor can
/// buy everything.
///
/// What cannot be read hinders nobody here: the pages of products are shown all the same, and the
/// cart knows.
///
/// # Errors
/// Only what the database says.
pub async fn hindrances(ctx: &Context, owner: CartOwner) -> Result<Vec<(Product, Hindrance)>> {
    let Some(account) = owner.account() else { return Ok(Vec::new()) };
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let service = subscriptions::of_account(&mut tx, account).await;
    let service = if_readable(service, &mut aside)?.flatten();
    let pending = orders::pending_products(&mut tx, account).await;
    let pending = if_readable(pending, &mut aside)?.flatten();
    let given_up = terminations::is_asked_by(&mut tx, account).await?;
    drop(tx);

    let service = service.map(|service| Entitlements::of(&service, ctx.today()));
    let pending = pending.as_ref().map(|order| (order.number, &order.products[..]));
    let found =
        |product| Some((product, Hindrance::of(product, service.as_ref(), pending, given_up)?));

    set_aside(ctx, aside).await;
    Ok(Product::ALL.into_iter().filter_map(found).collect())
}
