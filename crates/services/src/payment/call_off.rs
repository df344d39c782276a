//! A payment under way is called off, because the customer wants another method or none.

use domain::id::AccountId;

use super::{answer_in_time, settle, under_way};
use crate::ports::no_answer::NoAnswer;
use crate::{Context, Result};

/// Calls off the payment that is under way for an order of this account, if there is one. It may
/// turn out to have been made meanwhile, and then the order is paid; it stays under way when the
/// provider does not answer.
///
/// # Errors
/// Only what the database says; what the provider says is an answer.
pub async fn call_off(ctx: &Context, account: AccountId, number: i64) -> Result<()> {
    let Some(request) = under_way(ctx, account, number).await? else { return Ok(()) };
    match answer_in_time(ctx.provider.call_off(&request)).await {
        Ok(answer) => settle(ctx, request.attempt, &answer).await.map(drop),
        Err(NoAnswer(why)) => {
            tracing::warn!(attempt = %request.attempt, why, "a payment could not be called off");
            Ok(())
        }
    }
}
