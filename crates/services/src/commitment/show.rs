//! Documents, to be looked at by whoever sent them and by whoever decides about them.

use domain::commitment::{Deposited, File, TenderCodes, Undecided};
use domain::order::Order;

use crate::store::commitments;
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// The document of an order, and the codes that came with the order itself.
///
/// # Errors
/// Only what the database says.
pub async fn show(ctx: &Context, order: &Order) -> Result<(Option<Deposited>, TenderCodes)> {
    let mut tx = ctx.db.read().await?;
    Ok(commitments::with_codes(&mut tx, order.id).await?)
}

/// `Impegni da registrare`: the documents that nobody has decided about, the oldest first.
///
/// # Errors
/// Only what the database says.
pub async fn undecided(ctx: &Context) -> Result<Vec<Undecided>> {
    let mut aside = Vec::new();
    let documents = commitments::undecided(&mut ctx.db.read().await?).await?;
    let documents = readable(documents, &mut aside)?;
    set_aside(ctx, aside).await;
    Ok(documents)
}

/// The file of an order's document, for the office.
///
/// # Errors
/// `NotFound` when the order has no document.
pub async fn document_of(ctx: &Context, number: i64) -> Result<File> {
    Ok(commitments::file(&mut ctx.db.read().await?, number).await?)
}
