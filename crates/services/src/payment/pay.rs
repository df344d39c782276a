//! `Paga`: the customer chooses how, and a provider begins to collect.

use domain::id::{AccountId, AttemptId};
use domain::order::{FailureReason, Order};
use domain::payment::{Attempt, AttemptState, PayWith, PaymentError, Source};

use super::{
    answer_in_time, call_off, customer_at_provider, fulfil_free, request_for, settle, usable,
};
use domain::renewal::MethodFacts;
use platform::Tx;

use crate::activation::obstacle;
use crate::buyer::Buyer;
use crate::ports::no_answer::NoAnswer;
use crate::ports::provider::Answer;
use crate::store::{attempts, orders};
use crate::{Context, Result, notices};

/// Pays an order of this account in a way that need not be the one chosen before.
///
/// For a card or `PayPal` a try is begun at the provider, unless one is under way in the same way
/// and for the same amount: then that one goes on, so a double click makes one. What comes of it is
/// told by [`super::progress`]. For the other methods only the choice is noted.
///
/// # Errors
/// `NotFound` for the order of somebody else, `NotAllowed` beyond the reach of this buyer; why it cannot be paid in this way now
/// (`NotPayable`, `Impossible`, `UnderWay`, `MethodNotOffered`, `OnlyBankTransfer`,
/// `TooLittleToCollect`).
pub async fn pay(
    ctx: &Context,
    buyer: impl Into<Buyer>,
    number: i64,
    with: impl Into<PayWith>,
) -> Result<()> {
    let (buyer, with) = (buyer.into(), with.into());
    buyer.may_see_order(number)?;
    buyer.may_pay_with(with.stored.is_some())?;
    let account = buyer.account();
    if !ctx.settings.payment_methods.contains(&with.method) {
        return Err(PaymentError::MethodNotOffered.into());
    }
    let is_new = with.method.is_immediate() && with.stored.is_none();
    let is_kept = is_new && buyer.leaves_methods();
    let saves_for = if is_kept { customer_at_provider(ctx, account).await? } else { None };
    let mut tried_to_call_off = false;
    loop {
        match ctx.db.retrying(|| choose(ctx, account, number, with, saves_for.clone())).await? {
            Step::Chosen | Step::UnderWay => return Ok(()),
            Step::InTheWay if tried_to_call_off => {
                return Err(PaymentError::UnderWay.into());
            }
            Step::InTheWay => {
                call_off(ctx, account, number).await?;
                tried_to_call_off = true;
            }
            Step::Begin(attempt, order) => return begin(ctx, &attempt, &order).await,
            Step::Impossible(reason) => {
                // A page that was opened before must not take the money either.
                call_off(ctx, account, number).await?;
                return Err(PaymentError::Impossible(reason).into());
            }
            Step::Free(order) => return fulfil_free(ctx, &order).await.map(drop),
        }
    }
}

/// What there is to do once the choice is committed.
enum Step {
    /// Nothing more: the customer pays by themselves.
    Chosen,
    /// A try with this method goes on.
    UnderWay,
    /// A try with another method goes on, or one for which nobody is there.
    InTheWay,
    Begin(Box<Attempt>, Box<Order>),
    /// It could not be fulfilled, so nobody is asked for its money.
    Impossible(FailureReason),
    /// There is nothing to pay.
    Free(Box<Order>),
}

async fn choose(
    ctx: &Context,
    account: AccountId,
    number: i64,
    with: PayWith,
    saves_for: Option<String>,
) -> Result<Step> {
    let method = with.method;
    let mut tx = ctx.db.write().await?;
    let mut order = orders::hold_of(&mut tx, account, number).await?;
    if !order.state.is_awaiting_payment() {
        return Err(PaymentError::NotPayable.into());
    }
    if let Some(reason) = obstacle(ctx, &mut tx, &order).await? {
        return Ok(Step::Impossible(reason));
    }
    if order.is_free() {
        return Ok(Step::Free(Box::new(order.released())));
    }
    if !method.is_open_to(order.holder.party.kind) {
        return Err(PaymentError::OnlyBankTransfer.into());
    }
    if !method.can_pay(order.missing()) {
        return Err(PaymentError::TooLittleToCollect.into());
    }
    let source = source(ctx, &mut tx, account, with, saves_for).await?;
    if let Some(live) = attempts::live(&mut tx, order.id).await? {
        let goes_on = live.is_for(with, order.missing());
        return Ok(if goes_on { Step::UnderWay } else { Step::InTheWay });
    }
    let is_another = order.method != method;
    order.choose(method);
    orders::save_method(&mut tx, &order).await?;
    if !method.is_immediate() {
        if is_another {
            notices::pay_later(ctx, &mut tx, &order).await?;
        }
        tx.commit().await?;
        return Ok(Step::Chosen);
    }
    let attempt = Attempt::started(
        AttemptId(ctx.new_id()),
        &order,
        ctx.provider.name(),
        method,
        source,
        ctx.now(),
    );
    attempts::insert(&mut tx, order.held_account(), &attempt).await?;
    tx.commit().await?;
    Ok(Step::Begin(Box::new(attempt), Box::new(order.released())))
}

async fn source(
    ctx: &Context,
    tx: &mut Tx,
    account: AccountId,
    with: PayWith,
    saves_for: Option<String>,
) -> Result<Source> {
    let Some(id) = with.stored else { return Ok(Source::Page { saves_for }) };
    let MethodFacts { id, stored, .. } =
        usable(ctx, tx, account, with.method, id).await?.into_facts();
    Ok(Source::Stored { id, stored, attended: true })
}

/// Tells the provider. No answer is one too: the janitor will ask again.
pub(super) async fn begin(ctx: &Context, attempt: &Attempt, order: &Order) -> Result<()> {
    let answer = match answer_in_time(ctx.provider.begin(&request_for(ctx, attempt, order))).await {
        Ok(answer) => answer,
        Err(NoAnswer(why)) => {
            tracing::warn!(attempt = %attempt.id, why, "a payment began without an answer");
            Answer::of(AttemptState::Unknown)
        }
    };
    settle(ctx, attempt.id, &answer).await.map(drop)
}
