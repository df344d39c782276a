//! The janitor asks the provider what became of payments that nobody came back to tell about, and
//! closes the pages of those that would pay for nothing.

use chrono::TimeDelta;
use domain::id::{AttemptId, CaseId};
use domain::payment::{AttemptState, CaseKind};

use super::{answer_in_time, request_for, settle};
use crate::activation::obstacle;
use crate::ports::no_answer::NoAnswer;
use crate::ports::provider::Answer;
use crate::store::attempts;
use crate::store::cases::{self, NewCase};
use crate::store::orders;
use crate::unreadable::unless_skipped;
use crate::{Context, Result};
use domain::payment::Attempt;

/// Payments asked about in one go.
const PAGE: i64 = 50;

/// Longer than a question may take, so that nobody else asks it meanwhile.
const QUESTION: TimeDelta = TimeDelta::minutes(2);

/// Asks every question that is due and tells how many there were. Any number of janitors may run.
///
/// # Errors
/// Only what the database says; a provider that does not answer is asked again.
pub async fn look_after_attempts(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let due = attempts::due(&mut tx, ctx.now(), PAGE).await?;
    drop(tx);
    let mut asked = 0;
    for id in due {
        if ctx.db.retrying(|| take(ctx, id)).await? {
            unless_skipped(ctx, ask(ctx, id).await).await?;
            asked += 1;
        }
    }
    Ok(asked)
}

async fn take(ctx: &Context, id: AttemptId) -> Result<bool> {
    let mut tx = ctx.db.write().await?;
    let now = ctx.now();
    let taken = attempts::take_question(&mut tx, id, now, now + QUESTION).await?;
    tx.commit().await?;
    Ok(taken)
}

async fn ask(ctx: &Context, id: AttemptId) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    let attempt = attempts::by_id(&mut tx, id).await?;
    let order = orders::by_number(&mut tx, attempt.order_number).await?;
    let is_impossible = obstacle(ctx, &mut tx, &order).await?.is_some();
    drop(tx);
    let request = request_for(ctx, &attempt, &order);

    let is_last = attempt.is_asked_for_the_last_time();
    let answer = if attempt.provider != ctx.provider.name() {
        Err(NoAnswer(format!("the shop no longer works with {}", attempt.provider)))
    } else if is_last || is_impossible {
        answer_in_time(ctx.provider.call_off(&request)).await
    } else {
        answer_in_time(ctx.provider.ask(&request)).await
    };
    let answer = answer.unwrap_or_else(|NoAnswer(why)| {
        tracing::warn!(attempt = %id, why, asked = attempt.asked, "a payment stays unknown");
        Answer::of(AttemptState::Unknown)
    });
    let attempt = settle(ctx, id, &answer).await?;
    if attempt.state.is_live() {
        ctx.db.retrying(|| note(ctx, id)).await?;
    }
    Ok(())
}

/// When to ask again; or, after the last question, what the office is told.
async fn note(ctx: &Context, id: AttemptId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let number = attempts::by_id(&mut tx, id).await?.order_number;
    let order = orders::hold(&mut tx, number).await?;
    let mut attempt = attempts::by_id(&mut tx, id).await?;
    if !attempt.state.is_live() {
        return Ok(());
    }
    if attempt.stay_unknown(ctx.now()) {
        open_case(ctx, &mut tx, &attempt).await?;
    }
    attempts::save(&mut tx, &order, &attempt).await?;
    Ok(tx.commit().await?)
}

async fn open_case(ctx: &Context, tx: &mut platform::Tx, attempt: &Attempt) -> Result<()> {
    let case = NewCase {
        id: CaseId(ctx.new_id()),
        kind: CaseKind::NeverAnswered,
        order: Some(attempt.order),
        attempt: Some(attempt.id),
        amount: attempt.amount,
        note: attempt.reference.as_deref().unwrap_or_default(),
    };
    Ok(cases::open(tx, &case, ctx.now()).await?)
}
