//! How the payment of an order is going, told truthfully.

use domain::id::AttemptId;
use domain::order::{FailureReason, Order, OrderState};
use domain::payment::{AttemptState, LastAttempt};
use domain::quote::Owned;
use domain::renewal::{Decided, NextYear, StoredMethod, next_year_of};
use platform::Tx;

use super::{answer_in_time, method_setup, request_under_way, settle, usable_among};
use crate::activation::{outlook, why_impossible};
use crate::buyer::Buyer;
use crate::ports::no_answer::NoAnswer;
use crate::store::attempts;
use crate::store::{method_setups, methods, orders};
use crate::{Context, Result};
use domain::payment::Attempt;

/// An order and the newest try to pay it.
#[derive(Clone, Debug)]
pub struct Progress {
    /// As it is now.
    pub order: Order,
    /// The last try to collect, if there was one.
    pub attempt: Option<LastAttempt>,
    /// Why it cannot be fulfilled any more: then nobody is to pay it.
    pub impossible: Option<FailureReason>,
    /// It is paid, and the provider has not said yet whether it keeps what it was paid with. The
    /// automatic renewal follows from that.
    pub is_storing_method: bool,
    /// What the provider stores and it can be paid with, while it waits.
    pub stored: Vec<StoredMethod>,
    /// What its service costs once it renews, while it waits.
    pub next_year: Option<NextYear>,
    /// What was decided about the renewal of the service that it changes.
    pub decided: Decided,
}

/// Looks at an order of this account and at its newest try.
///
/// # Errors
/// `NotFound` for the order of somebody else, `NotAllowed` beyond the reach of this buyer.
pub async fn progress(ctx: &Context, buyer: impl Into<Buyer>, number: i64) -> Result<Progress> {
    let buyer = buyer.into();
    let progress = whole_progress(ctx, &buyer, number).await?;
    Ok(within_reach(progress, &buyer))
}

/// What somebody may not use is not shown.
fn within_reach(progress: Progress, buyer: &Buyer) -> Progress {
    if buyer.reach().includes_stored_methods() {
        progress
    } else {
        let (order, decided) = (buyer.shown_order(progress.order), buyer.told(progress.decided));
        Progress { stored: Vec::new(), order, decided, ..progress }
    }
}

async fn whole_progress(ctx: &Context, buyer: &Buyer, number: i64) -> Result<Progress> {
    buyer.may_see_order(number)?;
    let account = buyer.account();
    let mut tx = ctx.db.read().await?;
    let order = orders::own(&mut tx, account, number).await?;
    let tries = attempts::of_order(&mut tx, order.id).await?;
    progress_of(ctx, &mut tx, order, tries).await
}

async fn progress_of(
    ctx: &Context,
    tx: &mut Tx,
    order: Order,
    tries: Vec<Attempt>,
) -> Result<Progress> {
    let is_paid = matches!(order.state, OrderState::Fulfilled { .. });
    let paid = tries.iter().find(|attempt| is_paid && attempt.state == AttemptState::Succeeded);
    let is_storing_method = match paid {
        // Both have one name.
        Some(attempt) => method_setups::is_open(tx, attempt.id.0).await?,
        None => false,
    };
    let newest = tries.into_iter().next();
    let (next_year, impossible) = match outlook(ctx, tx, &order).await? {
        Some(Ok(owned)) => (after(ctx, &order, owned), None),
        Some(Err(reason)) => (None, Some(reason)),
        None => (None, None),
    };
    // Nobody is led to a page that was opened before a part arrived, and asks for too much, nor to
    // one that asks for what cannot be had.
    let asks_in_vain = |attempt: &Attempt| {
        attempt.state == AttemptState::Pending
            && !attempt.unanswered
            && order.state.is_awaiting_payment()
            && (attempt.amount != order.missing() || impossible.is_some())
    };
    let attempt = newest.filter(|attempt| !asks_in_vain(attempt)).map(|attempt| LastAttempt {
        method: attempt.method,
        state: match attempt.state {
            live if live.is_live() && attempt.unanswered => AttemptState::Unknown,
            known => known,
        },
        page: attempt.page.clone().filter(|_| attempt.state.is_live()),
    });
    let kinds = ctx.settings.methods_for(order.holder.party.kind, order.missing());
    let is_chosen_now =
        order.state.is_awaiting_payment() && kinds.iter().any(|it| it.is_immediate());
    let (stored, decided) = if is_chosen_now {
        methods::with_decision(tx, order.account, order.subscription).await?
    } else {
        (Vec::new(), Decided::Nothing)
    };
    let stored = usable_among(ctx, stored, &kinds);
    Ok(Progress { order, attempt, impossible, is_storing_method, stored, next_year, decided })
}

/// The year that follows, when the order is paid today and this is owned.
fn after(ctx: &Context, order: &Order, owned: Vec<Owned>) -> Option<NextYear> {
    let service = owned.iter().find(|owned| owned.product.is_main_service())?.product;
    let regime = ctx.settings.split_payment.regime(Some(&order.holder), ctx.today());
    next_year_of(service, owned, regime, &ctx.prices().terms)
}

/// The customer comes back from the provider's page: asks what became of the payment, since the
/// provider's own message may take longer. Whoever just was there and hears no answer has to be
/// told that nobody knows, here and on every page, until the provider is heard again.
///
/// # Errors
/// `NotFound` for the order of somebody else, `NotAllowed` beyond the reach of this buyer.
pub async fn come_back(ctx: &Context, buyer: impl Into<Buyer>, number: i64) -> Result<Progress> {
    let buyer = buyer.into();
    buyer.may_see_order(number)?;
    let account = buyer.account();
    let mut tx = ctx.db.read().await?;
    let order = orders::own(&mut tx, account, number).await?;
    let tries = attempts::of_order(&mut tx, order.id).await?;
    let Some(request) = request_under_way(ctx, &order, &tries) else {
        let paid = tries.iter().find(|attempt| attempt.state == AttemptState::Succeeded);
        let paid = paid.map(|attempt| attempt.id.0);
        let known = progress_of(ctx, &mut tx, order, tries).await?;
        drop(tx);
        // The provider's message was faster than the customer, who goes on from here.
        return match paid {
            Some(paid) if known.is_storing_method => {
                method_setup::ask_now(ctx, paid).await;
                progress(ctx, buyer, number).await
            }
            _ => Ok(within_reach(known, &buyer)),
        };
    };
    drop(tx);
    let asked = if why_impossible(ctx, account, number).await?.is_some() {
        answer_in_time(ctx.provider.call_off(&request)).await
    } else {
        answer_in_time(ctx.provider.ask(&request)).await
    };
    match asked {
        Ok(answer) => {
            let attempt = settle(ctx, request.attempt, &answer).await?;
            if attempt.state == AttemptState::Succeeded {
                method_setup::ask_now(ctx, attempt.id.0).await;
            }
            progress(ctx, buyer, number).await
        }
        Err(NoAnswer(why)) => {
            tracing::warn!(attempt = %request.attempt, why, "a payment's outcome is not known yet");
            ctx.db.retrying(|| leave_unanswered(ctx, request.attempt)).await?;
            progress(ctx, buyer, number).await
        }
    }
}

async fn leave_unanswered(ctx: &Context, id: AttemptId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    attempts::leave_unanswered(&mut tx, id).await?;
    Ok(tx.commit().await?)
}
