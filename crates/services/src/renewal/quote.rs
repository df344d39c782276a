//! What a renewal costs.

use domain::calendar::Date;
use domain::quote::{Quote, quote};
use domain::renewal::{By, Plan, cart_of};
use domain::subscription::Subscription;

use crate::cart::circumstances_on;
use crate::{Context, Result};

/// The renewal of what its owner wants to keep on a day, at the prices of that day.
///
/// # Errors
/// When something is not sold on that day.
pub(crate) fn quote_on(
    ctx: &Context,
    service: &Subscription,
    plan: &Plan,
    by: By,
    years: u32,
    day: Date,
) -> Result<Quote> {
    let given = circumstances_on(ctx, day, Some(service), Some(&service.holder));
    let cart = cart_of(service.service, &given.owned, plan, by, years);
    Ok(quote(&cart, &given, &ctx.prices().terms)?)
}
