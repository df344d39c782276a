//! The office refuses a document, and tells its sender why.

use domain::commitment::CommitmentError;
use domain::id::CommitmentDocumentId;
use domain::payment::PaymentError;

use crate::store::commitments;
use crate::store::orders;
use crate::{Context, Result, notices};
use domain::commitment::Decision;

/// Refuses `document` with a reason; the customer can send another one.
///
/// # Errors
/// `NoDocument`, `DocumentReplaced` when a newer one has come, `NotPayable` once the order waits
/// for nothing.
pub async fn refuse(
    ctx: &Context,
    number: i64,
    document: CommitmentDocumentId,
    reason: &str,
    by: &str,
) -> Result<()> {
    let reason = domain::reason::reason(reason).map_err(CommitmentError::from)?;
    ctx.db.retrying(|| decide(ctx, number, document, &reason, by)).await
}

async fn decide(
    ctx: &Context,
    number: i64,
    document: CommitmentDocumentId,
    reason: &str,
    by: &str,
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let order = orders::hold(&mut tx, number).await?;

    let known = commitments::of_order(&mut tx, order.id).await?;
    let known =
        known.filter(|known| known.decision.is_none()).ok_or(CommitmentError::NoDocument)?;
    if known.id != document {
        return Err(CommitmentError::DocumentReplaced.into());
    }
    if !order.state.is_awaiting_payment() {
        return Err(PaymentError::NotPayable.into());
    }

    let decision = Decision::Refused(reason.to_owned());
    commitments::decide(&mut tx, order.id, &decision, (ctx.today(), ctx.now()), by).await?;
    notices::commitment_refused(ctx, &mut tx, &order, reason).await?;
    Ok(tx.commit().await?)
}
