//! Money: collecting it through a provider, booking what arrives, giving it back.
//!
//! A try to collect is committed before the provider hears of it, and its id is the provider's
//! idempotency key. The customer's return, the provider's messages and the janitor's questions
//! all end in [`settle`]. Whatever arrives, from a provider, a bank or a member of staff, goes
//! through `arrive`, and the books always balance.

mod arrive;
mod call_off;
mod credentials;
mod decide;
mod events;
mod janitor;
mod pay;
mod refund;
mod settle;
mod show;

pub(crate) use arrive::{Arrival, arrive};
pub use call_off::call_off;
pub(crate) use credentials::credentials_for;
pub use decide::{allocate, note_sent_back};
pub use events::{receive, work_through};
pub use janitor::run_once as look_after_attempts;
pub use pay::pay;
pub use refund::{Asked, approve, ask_refund, close_case, run_once as look_after_refunds};
pub use settle::settle;
pub use show::{Progress, come_back, progress};

use std::time::Duration;

use domain::order::Order;

use crate::Context;
use crate::ports::provider::{Answer, Silence, Wish};
use crate::store::attempts::Attempt;

/// How long an answer of the provider may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the provider is told about a try.
fn wish(ctx: &Context, attempt: &Attempt, order: &Order) -> Wish {
    Wish {
        attempt: attempt.id,
        order_number: order.number,
        amount: attempt.amount,
        method: attempt.method,
        email: order.holder.email.to_string(),
        back: format!("{}/ordini/{}/pagamento", ctx.settings.brand.home_url, order.number),
        begun_at: attempt.begun_at,
        reference: attempt.reference.clone(),
        kept: None,
    }
}

/// Waits for an answer, but not for ever.
async fn heard(question: impl Future<Output = Result<Answer, Silence>>) -> Result<Answer, Silence> {
    match tokio::time::timeout(PATIENCE, question).await {
        Ok(answer) => answer,
        Err(_) => Err(Silence::from("it took too long")),
    }
}
