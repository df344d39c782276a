//! A payment under way is called off, because the customer wants another method or none.

use domain::id::AccountId;

use super::{heard, settle, wish};
use crate::ports::provider::Silence;
use crate::store::{attempts, orders};
use crate::{Context, Error, Result};

/// Calls off the payment that is under way for an order of this account, if there is one. It may
/// turn out to have been made meanwhile, and then the order is paid; it stays under way when the
/// provider does not answer.
pub async fn call_off(ctx: &Context, account: AccountId, number: i64) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, number).await?;
    if order.account != account {
        return Err(Error::NotFound("order"));
    }
    let live = attempts::live(&mut tx, order.id).await?;
    drop(tx);
    let Some(attempt) = live.filter(|attempt| attempt.provider == ctx.provider.name()) else {
        return Ok(());
    };
    match heard(ctx.provider.call_off(&wish(ctx, &attempt, &order))).await {
        Ok(answer) => settle(ctx, attempt.id, &answer).await.map(drop),
        Err(Silence(why)) => {
            tracing::warn!(attempt = %attempt.id, why, "a payment could not be called off");
            Ok(())
        }
    }
}
