//! The office registers a commitment: the order is fulfilled, and its money is still to come.

use domain::commitment::CommitmentError;
use domain::id::CommitmentDocumentId;
use domain::order::{Order, OrderError, Outcome};
use platform::Tx;

use crate::activation::{Credentials, fulfil};
use crate::store::commitments;
use crate::store::{discounts, orders};
use crate::{Context, Result, notices};
use domain::commitment::Decision;

/// What became of a registration.
#[derive(Clone, Debug)]
pub struct Registered {
    /// As it is now.
    pub order: Order,
    /// True when the commitment was registered, or the order paid, before: nothing was done.
    pub again: bool,
}

/// Registers the commitment that `document` makes and fulfils its order, all in one unit of work.
///
/// Refused when another document has come since: nobody registers what they have not seen.
///
/// # Errors
/// `NoDocument`, `DocumentReplaced` when a newer one has come, `Cancelled` for an order that was
/// called off.
pub async fn register(
    ctx: &Context,
    number: i64,
    document: CommitmentDocumentId,
    by: &str,
) -> Result<Registered> {
    let credentials = Credentials::new().await?;
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let registered =
                fulfil_on_commitment(ctx, &mut tx, (number, document), by, &credentials).await?;
            tx.commit().await?;
            Ok(registered)
        })
        .await
}

async fn fulfil_on_commitment(
    ctx: &Context,
    tx: &mut Tx,
    (number, document): (i64, CommitmentDocumentId),
    by: &str,
    credentials: &Credentials,
) -> Result<Registered> {
    let mut order = orders::hold(tx, number).await?;

    if order.state.outcome().is_some() {
        return Ok(Registered { order: order.released(), again: true });
    }
    let known = commitments::of_order(tx, order.id).await?;
    let known =
        known.filter(|known| known.decision.is_none()).ok_or(CommitmentError::NoDocument)?;
    if known.id != document {
        return Err(CommitmentError::DocumentReplaced.into());
    }
    if !order.state.is_awaiting_payment() {
        return Err(OrderError::Cancelled.into());
    }

    commitments::decide(tx, order.id, &Decision::Registered, (ctx.today(), ctx.now()), by).await?;
    let outcome = fulfil(ctx, tx, &mut order, Some(credentials)).await?;
    order.commit(ctx.today(), outcome)?;
    orders::save_state(tx, &order).await?;
    match outcome {
        Outcome::Active => {
            discounts::consume(tx, order.id).await?;
            notices::commitment_registered(ctx, tx, &order).await?;
        }
        // Nothing is asked for what nobody has: the office writes to the customer.
        Outcome::Failed(_) => {}
    }
    Ok(Registered { order: order.released(), again: false })
}
