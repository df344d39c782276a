//! How the payment of an order is going, told truthfully.

use domain::id::AccountId;
use domain::order::Order;
use domain::payment::{AttemptState, LastAttempt};

use super::{heard, keep, settle, wish};
use crate::ports::provider::Silence;
use crate::store::{attempts, orders};
use crate::{Context, Error, Result};

/// An order and the newest try to pay it.
#[derive(Clone, Debug)]
pub struct Progress {
    pub order: Order,
    pub attempt: Option<LastAttempt>,
}

/// Looks at an order of this account and at its newest try.
pub async fn progress(ctx: &Context, account: AccountId, number: i64) -> Result<Progress> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, number).await?;
    if order.account != account {
        return Err(Error::NotFound("order"));
    }
    let newest = attempts::of_order(&mut tx, order.id).await?.into_iter().next();
    let attempt = newest.map(|attempt| LastAttempt {
        method: attempt.method,
        state: attempt.state,
        page: attempt.page.filter(|_| attempt.state.is_live()),
    });
    Ok(Progress { order, attempt })
}

/// The customer comes back from the provider's page: asks what became of the payment, since the
/// provider's own message may take longer. Silence leaves everything as it was, but whoever just
/// was there has to be told that nobody knows.
pub async fn come_back(ctx: &Context, account: AccountId, number: i64) -> Result<Progress> {
    let mut tx = ctx.db.read().await?;
    let order = orders::by_number(&mut tx, number).await?;
    if order.account != account {
        return Err(Error::NotFound("order"));
    }
    let live = attempts::live(&mut tx, order.id).await?;
    drop(tx);
    if let Some(attempt) = live.filter(|attempt| attempt.provider == ctx.provider.name()) {
        match heard(ctx.provider.ask(&wish(ctx, &attempt, &order))).await {
            Ok(answer) => {
                let attempt = settle(ctx, attempt.id, &answer).await?;
                if attempt.state == AttemptState::Succeeded {
                    keep::ask_now(ctx, attempt.id.0).await;
                }
            }
            Err(Silence(why)) => {
                tracing::warn!(attempt = %attempt.id, why, "a payment's outcome is not known yet");
                let mut progress = progress(ctx, account, number).await?;
                if let Some(attempt) = &mut progress.attempt
                    && attempt.state.is_live()
                {
                    attempt.state = AttemptState::Unknown;
                }
                return Ok(progress);
            }
        }
    }
    progress(ctx, account, number).await
}
