//! A refund that is decided is carried out: through the provider, or by the office itself.

use domain::id::AttemptId;
use domain::refund::{Refund, RefundState};
use platform::Tx;

use super::{Arrival, answer_in_time, arrive};
use crate::activation::Credentials;
use crate::ports::no_answer::NoAnswer;
use crate::ports::provider::{RefundAnswer, RefundRequest};
use crate::store::orders::{self, HeldOrder};
use crate::store::{attempts, cases, ledger, refunds};
use crate::unreadable::{readable, set_aside, unless_skipped};
use crate::{Context, Result};

/// Asks again about refunds that the provider has not confirmed, and tells how many there were.
///
/// # Errors
/// Only what the database says; a provider that does not answer is asked again.
pub async fn look_after_refunds(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let mut aside = Vec::new();
    let open = readable(refunds::open(&mut tx).await?, &mut aside)?;
    drop(tx);
    set_aside(ctx, aside).await;
    let started = open.into_iter().filter(|refund| refund.state == RefundState::Started);
    let mut asked = 0;
    for refund in started {
        unless_skipped(ctx, proceed(ctx, refund).await).await?;
        asked += 1;
    }
    Ok(asked)
}

/// Carries a refund out, if it may be. Without an answer it stays as it is, to be asked about
/// again.
pub(super) async fn proceed(ctx: &Context, refund: Refund) -> Result<Refund> {
    if refund.state != RefundState::Started {
        return Ok(refund);
    }
    let outcome = match refund.attempt {
        None => Some(RefundAnswer::Done { reference: String::new() }),
        Some(attempt) => through_provider(ctx, &refund, attempt).await?,
    };
    let Some(outcome) = outcome else { return Ok(refund) };
    let may_pay = matches!(outcome, RefundAnswer::Refused { .. }) && refund.case.is_some();
    let credentials =
        if may_pay { Credentials::for_order(ctx, refund.order_number).await? } else { None };
    ctx.db.retrying(|| finish(ctx, &refund, &outcome, credentials.as_ref())).await?;
    let mut tx = ctx.db.read().await?;
    Ok(refunds::by_id(&mut tx, refund.id).await?)
}

/// None when the provider does not answer, or can no longer be asked.
async fn through_provider(
    ctx: &Context,
    refund: &Refund,
    attempt: AttemptId,
) -> Result<Option<RefundAnswer>> {
    let mut tx = ctx.db.read().await?;
    let attempt = attempts::by_id(&mut tx, attempt).await?;
    drop(tx);
    let answer = if attempt.provider != ctx.provider.name() {
        Err(NoAnswer(format!("the shop no longer works with {}", attempt.provider)))
    } else if let Some(reference) = attempt.reference.clone() {
        let (refund, attempt, amount) = (refund.id, attempt.id, refund.amount);
        answer_in_time(ctx.provider.give_back(&RefundRequest {
            refund,
            attempt,
            reference,
            amount,
        }))
        .await
    } else {
        Err(NoAnswer::from("the provider never told its name for the payment"))
    };
    match answer {
        Ok(outcome) => Ok(Some(outcome)),
        Err(NoAnswer(why)) => {
            tracing::warn!(refund = %refund.id, why, "a refund is not confirmed yet");
            Ok(None)
        }
    }
}

async fn finish(
    ctx: &Context,
    refund: &Refund,
    outcome: &RefundAnswer,
    credentials: Option<&Credentials>,
) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let mut order = orders::hold(&mut tx, refund.order_number).await?;
    let mut refund = refunds::by_id(&mut tx, refund.id).await?;
    match outcome {
        RefundAnswer::Done { reference } => {
            if refund.confirm() {
                let done = Some((reference.as_str(), ctx.now()));
                refunds::save(&mut tx, &order, &refund, done).await?;
            }
        }
        RefundAnswer::Refused { why } => {
            tracing::warn!(refund = %refund.id, why, "the provider refuses a refund");
            if refund.refuse() {
                refunds::save(&mut tx, &order, &refund, None).await?;
                take_again(ctx, &mut tx, &mut order, &refund, credentials).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// Money that could not be given back is here again. If it had not paid its order, it does what
/// any money does that arrives for it.
async fn take_again(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut HeldOrder,
    refund: &Refund,
    credentials: Option<&Credentials>,
) -> Result<()> {
    let (Some(case), Some(attempt)) = (refund.case, refund.attempt) else {
        let undone = refund.booking().undone();
        let id = ctx.new_id();
        return Ok(ledger::book(tx, id, Some(refund.order), &undone, "refused", ctx.now()).await?);
    };
    let case = cases::by_id(tx, case).await?;
    let attempt = attempts::by_id(tx, attempt).await?;
    let arrival = Arrival {
        amount: refund.amount,
        method: attempt.method,
        paid_on: ctx.today(),
        attempt: Some(attempt.id),
        by: &attempt.provider,
        note: &case.note,
    };
    arrive(ctx, tx, order, &arrival, credentials).await.map(drop)
}
