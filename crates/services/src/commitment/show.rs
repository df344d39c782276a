//! Letters, to be looked at by whoever sent them and by whoever decides about them.

use domain::commitment::TenderCodes;
use domain::order::Order;

use crate::store::commitments::{self, Deposited, File, Undecided};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// The letter of an order, and the codes that came with the order itself.
///
/// # Errors
/// Only what the database says.
pub async fn show(ctx: &Context, order: &Order) -> Result<(Option<Deposited>, TenderCodes)> {
    let mut tx = ctx.db.read().await?;
    let letter = commitments::of_order(&mut tx, order.id).await?;
    let codes = commitments::tender_codes(&mut tx, order.id).await?;
    Ok((letter, codes))
}

/// `Impegni da registrare`: the letters that nobody has decided about, the oldest first.
///
/// # Errors
/// Only what the database says.
pub async fn undecided(ctx: &Context) -> Result<Vec<Undecided>> {
    let mut aside = Vec::new();
    let letters = commitments::undecided(&mut ctx.db.read().await?).await?;
    let letters = readable(letters, &mut aside)?;
    set_aside(ctx, aside).await;
    Ok(letters)
}

/// The file of an order's letter, for the office.
///
/// # Errors
/// `NotFound` when the order has no letter.
pub async fn letter_of(ctx: &Context, number: i64) -> Result<File> {
    Ok(commitments::file(&mut ctx.db.read().await?, number).await?)
}
