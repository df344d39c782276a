//! What is heard of a try to pay, from whichever voice: the one place where it has consequences.

use domain::id::AttemptId;
use domain::payment::{Attempt, AttemptState};

use super::{Arrival, arrive, method_setup, stored};
use crate::activation::Credentials;
use crate::ports::provider::Answer;
use crate::store::{attempts, orders};
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
    let has_arrived = attempt.learn(answer.told());
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
        stored::renews_with(ctx, &mut tx, &attempt, &order).await?;
    }
    if attempt.source.is_unattended() && attempt.state != before.state {
        renewal::after_attempt(ctx, &mut tx, &order, attempt.state).await?;
    }
    tx.commit().await?;
    Ok(attempt)
}
