//! What is heard of a try to pay, from whichever voice: the one place where it has consequences.

use domain::id::AttemptId;
use domain::payment::AttemptState;

use super::{Arrival, arrive, method_setup};
use crate::activation::Credentials;
use crate::ports::provider::Answer;
use crate::store::attempts::{self, Attempt};
use crate::store::orders;
use crate::{Context, Result, renewal};

/// Learns an answer about a try. When the money has moved, its order is paid, or the office gets
/// it to decide. Hearing the same again, or hearing old news, changes nothing.
///
/// # Errors
/// Only what the database says: whatever a provider tells is booked, or a case for the office.
pub async fn settle(ctx: &Context, id: AttemptId, answer: &Answer) -> Result<Attempt> {
    let number = attempts::by_id(&mut ctx.db.read().await?, id).await?.order_number;
    let credentials = match answer.state {
        AttemptState::Succeeded => Credentials::for_order(ctx, number).await?,
        _ => None,
    };
    ctx.db.retrying(|| learn(ctx, number, id, answer, credentials.as_ref())).await
}

async fn learn(
    ctx: &Context,
    number: i64,
    id: AttemptId,
    answer: &Answer,
    credentials: Option<&Credentials>,
) -> Result<Attempt> {
    let mut tx = ctx.db.write().await?;
    let mut order = orders::hold(&mut tx, number).await?;
    // Read only now that nobody else can change it.
    let mut attempt = attempts::by_id(&mut tx, id).await?;

    let before = attempt.clone();
    attempt.state = before.state.learn(answer.state);
    let has_arrived =
        attempt.state == AttemptState::Succeeded && before.state != AttemptState::Succeeded;
    if has_arrived {
        attempt.amount = answer.amount.unwrap_or(before.amount);
    }
    attempt.reference = before.reference.clone().or_else(|| answer.reference.clone());
    attempt.page = before.page.clone().or_else(|| answer.page.clone());
    attempt.unanswered &= answer.state == AttemptState::Unknown;
    if !attempt.state.is_live() {
        attempt.next_question_at = None;
    }
    if attempt != before {
        attempts::save(&mut tx, &order, &attempt).await?;
    }
    if has_arrived {
        let arrival = Arrival {
            amount: attempt.amount,
            method: attempt.method,
            paid_on: ctx.today(),
            attempt: Some(attempt.id),
            by: &attempt.provider,
            note: "",
        };
        arrive(ctx, &mut tx, &mut order, &arrival, credentials).await?;
        method_setup::expect_from(ctx, &mut tx, &attempt, &order).await?;
    }
    if attempt.source.is_unattended() && attempt.state != before.state {
        renewal::after_attempt(ctx, &mut tx, &order, attempt.state).await?;
    }
    tx.commit().await?;
    Ok(attempt)
}
