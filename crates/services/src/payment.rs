//! Money: collecting it through a provider, booking what arrives, giving it back.
//!
//! A try to collect is committed before the provider hears of it, and its id is the provider's
//! idempotency key. The customer's return, the provider's messages and the janitor's questions all
//! end in [`settle()`]. Whatever arrives, from a provider, a bank or a member of staff, goes
//! through `arrive`: `book` tells what it does to its order and the books always balance; what
//! follows from that is the business of [`crate::activation`] and [`crate::renewal`], which know
//! nothing of payments.

mod arrive;
mod book;
mod call_off;
mod collect_renewals;
mod decide;
mod events;
mod give_back;
mod janitor;
mod method_setup;
mod pay;
mod refund;
mod register_payment;
mod resolution;
mod settle;
mod show;
mod stored;
mod stored_methods;

pub(crate) use arrive::arrive;
pub(crate) use book::Arrival;
pub use call_off::call_off;
pub use collect_renewals::collect_renewals;
pub use decide::{allocate, check_allocation, note_sent_back, resolution};
pub use domain::method_setup::SetupState;
pub use events::{receive, work_through};
pub use give_back::look_after_refunds;
pub use janitor::look_after_attempts;
pub use method_setup::{
    SetupShown, SetupStarted, add_method, come_back_from_setup, look_after_setups,
};
pub use pay::pay;
pub(crate) use refund::refundable;
pub use refund::{
    Asked, approve, ask_refund, ask_refund_as, check_refund, close_case, refund_outcome, withdraw,
};
pub(crate) use register_payment::fulfil_free;
pub use register_payment::{Registered, Registration, check_payment, register_payment};
pub use resolution::Resolution;
pub use settle::settle;
pub use show::{Progress, come_back, progress};
pub(crate) use stored::{usable, usable_among};
pub use stored_methods::{detach_removed, methods_of, remove_method};

use std::time::Duration;

use domain::id::AccountId;
use domain::order::Order;
use domain::payment::Attempt;

use crate::ports::method_setup::Payer;
use crate::ports::no_answer::NoAnswer;
use crate::ports::provider::PaymentRequest;
use crate::store::accounts::{self, Account};
use crate::store::attempts;
use crate::store::{methods, orders};
use crate::{Context, Result};
use domain::payment::Source;

/// How long an answer of the provider may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What our provider is asked about the payment that is under way for an order of this account;
/// none when there is no such payment, or another provider began it.
async fn under_way(
    ctx: &Context,
    account: AccountId,
    number: i64,
) -> Result<Option<PaymentRequest>> {
    let mut tx = ctx.db.read().await?;
    let order = orders::own(&mut tx, account, number).await?;
    let tries = attempts::of_order(&mut tx, order.id).await?;
    Ok(request_under_way(ctx, &order, &tries))
}

/// The try of an order that the provider can be asked about.
fn request_under_way(ctx: &Context, order: &Order, tries: &[Attempt]) -> Option<PaymentRequest> {
    let live = tries.iter().find(|attempt| attempt.state.is_live());
    let ours = live.filter(|attempt| attempt.provider == ctx.provider.name());
    ours.map(|attempt| request_for(ctx, attempt, order))
}

/// What the provider is told about a try.
fn request_for(ctx: &Context, attempt: &Attempt, order: &Order) -> PaymentRequest {
    let (stored, saves_for) = match attempt.source.clone() {
        Source::Page { saves_for } => (None, saves_for),
        Source::Stored { stored, .. } => (Some(stored), None),
    };
    let is_attended = !attempt.source.is_unattended();
    PaymentRequest {
        attempt: attempt.id,
        order_number: order.number,
        amount: attempt.amount,
        method: attempt.method,
        back: format!("{}/ordini/{}/pagamento", ctx.settings.brand.home_url, order.number),
        begun_at: attempt.begun_at,
        reference: attempt.reference.clone(),
        stored,
        is_attended,
        saves_for,
    }
}

/// The provider's name for an account, if it stores methods. Without an answer nothing is stored:
/// paying is more important.
async fn customer_at_provider(ctx: &Context, account: AccountId) -> Result<Option<String>> {
    let Some(vault) = ctx.provider.method_vault() else { return Ok(None) };
    let mut tx = ctx.db.read().await?;
    if let Some(known) = methods::customer(&mut tx, account, ctx.provider.name()).await? {
        return Ok(Some(known));
    }
    let Account { email, party, .. } = accounts::by_id(&mut tx, account).await?;
    drop(tx);
    let name = party.name.to_string();
    let known = match answer_in_time(vault.create_customer(&Payer { account, name, email })).await {
        Ok(known) => known,
        Err(NoAnswer(why)) => {
            tracing::warn!(%account, why, "the way to pay will not be kept");
            return Ok(None);
        }
    };
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            methods::save_customer(&mut tx, account, ctx.provider.name(), &known).await?;
            tx.commit().await
        })
        .await?;
    Ok(Some(known))
}

/// Waits for an answer, but not for ever.
async fn answer_in_time<T>(
    question: impl Future<Output = Result<T, NoAnswer>>,
) -> Result<T, NoAnswer> {
    match tokio::time::timeout(PATIENCE, question).await {
        Ok(answer) => answer,
        Err(_) => Err(NoAnswer::from("it took too long")),
    }
}
