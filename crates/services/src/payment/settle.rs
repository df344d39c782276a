//! What is heard of a try to pay, from whichever voice: the one place where it has consequences.

use domain::id::AttemptId;
use domain::order::Order;
use domain::payment::AttemptState;

use super::{Arrival, arrive, keep};
use crate::order::letters::Credentials;
use crate::ports::provider::Answer;
use crate::store::attempts::{self, Attempt};
use crate::store::{accounts, orders};
use crate::{Context, Result, Tx, renewal};

/// Learns an answer about a try. When the money has moved, its order is paid, or the office gets
/// it to decide. Hearing the same again, or hearing old news, changes nothing.
pub async fn settle(ctx: &Context, id: AttemptId, answer: &Answer) -> Result<Attempt> {
    let credentials = match answer.state {
        AttemptState::Succeeded => credentials_for(ctx, id).await?,
        _ => None,
    };
    ctx.db.retrying(|| once(ctx, id, answer, credentials.as_ref())).await
}

/// Hashing takes long, so the credentials of a first service are made before the unit of work.
async fn credentials_for(ctx: &Context, id: AttemptId) -> Result<Option<Credentials>> {
    let mut tx = ctx.db.read().await?;
    let attempt = attempts::by_id(&mut tx, id).await?;
    let order = orders::by_number(&mut tx, attempt.order_number).await?;
    drop(tx);
    if order.subscription.is_none() && order.state.is_awaiting_payment() {
        Credentials::new().await.map(Some)
    } else {
        Ok(None)
    }
}

async fn once(
    ctx: &Context,
    id: AttemptId,
    answer: &Answer,
    credentials: Option<&Credentials>,
) -> Result<Attempt> {
    let mut tx = ctx.db.write().await?;
    let mut order = hold_order_of(&mut tx, id).await?;
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
        attempts::save(&mut tx, &attempt).await?;
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
        keep::expect_from(ctx, &mut tx, &attempt, &order).await?;
    }
    if attempt.source.is_unattended() && attempt.state != before.state {
        renewal::heard(ctx, &mut tx, &order, attempt.state).await?;
    }
    tx.commit().await?;
    Ok(attempt)
}

async fn hold_order_of(tx: &mut Tx, id: AttemptId) -> Result<Order> {
    let number = attempts::by_id(tx, id).await?.order_number;
    let account = orders::hold(tx, number).await?;
    accounts::hold(tx, account).await?;
    orders::by_number(tx, number).await
}
