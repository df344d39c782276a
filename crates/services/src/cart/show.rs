//! The cart, with everything that the browser needs to price it by itself.

use domain::cart::{CartOwner, OpenCart};
use domain::quote::Circumstances;

use super::{circumstances, with_discount};
use crate::store::{carts, terminations};
use crate::{Context, Result};

/// A cart and what its price depends on.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The cart; none when nothing was put into one.
    pub open: Option<OpenCart>,
    /// What its price depends on.
    pub given: Circumstances,
    /// The disdetta of the service was asked for: nothing is ordered until it is taken back.
    pub is_given_up: bool,
}

/// Looks at a cart.
///
/// # Errors
/// Only what the database says.
pub async fn show(ctx: &Context, owner: CartOwner) -> Result<Shown> {
    let mut tx = ctx.db.read().await?;
    let open = carts::of_owner(&mut tx, owner).await?;
    let given = circumstances(ctx, &mut tx, owner.account()).await?;
    let given = match &open {
        Some(open) => with_discount(&ctx.prices(), open, given),
        None => given,
    };
    let is_given_up = match owner.account().filter(|_| !given.owned.is_empty()) {
        Some(account) => terminations::is_asked_by(&mut tx, account).await?,
        None => false,
    };
    Ok(Shown { open, given, is_given_up })
}
