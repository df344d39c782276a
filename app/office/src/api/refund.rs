//! `Rimborsa`, `Approva`, `Rifiuta`, `Ritira`.

use domain::Money;
use domain::id::{CaseId, RefundId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::typed::TypedRefund;
use ui::error::AppError;
use ui::json::Json;

/// A refund that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    pub id: RefundId,
    pub order_number: i64,
    /// The case that it answers.
    pub case: Option<CaseId>,
    pub amount: Money,
    pub reason: String,
    pub asked_by: String,
    /// True while a second member of staff has to agree; otherwise the provider is asked.
    pub awaits_approval: bool,
}

#[cfg(feature = "ssr")]
impl From<domain::refund::Refund> for RefundView {
    fn from(refund: domain::refund::Refund) -> Self {
        use domain::refund::RefundState;
        let refund = refund.into_facts();
        Self {
            id: refund.id,
            order_number: refund.order_number,
            case: refund.case,
            amount: refund.amount,
            reason: refund.reason,
            asked_by: refund.asked_by,
            awaits_approval: refund.state == RefundState::AwaitsApproval,
        }
    }
}

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
pub(super) const WAITING: &str = "office_refund_form";

/// `Rimborsa`: money of a case, or some of what paid an order. What was typed comes back to be
/// confirmed; the page that follows then says what became of it.
#[server(output = Json)]
pub async fn refund(refund: TypedRefund) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use super::proposal::{Proposal, propose};
    use crate::asked::order_in;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, staff};
    // Cases wait for a decision, and what paid an order is given back on the page of the order.
    let page = match refund.case {
        Some(_) => paths::OFFICE_DECISIONS.to_owned(),
        None => order_in(&refund.list, refund.number),
    };
    let ask = async {
        // What is no amount is refused like one that is too large: the sentence says the most.
        let amount = domain::text::amount(&refund.amount).unwrap_or(Money::ZERO);
        let asked = services::payment::Asked {
            order_number: refund.number,
            amount,
            reason: refund.reason.clone(),
            case: refund.case,
            by: staff().await?,
        };
        let ctx = context();
        let id = refund.id.unwrap_or_else(|| RefundId(ctx.new_id()));
        if !refund.confirmed {
            services::payment::check_refund(&ctx, &asked).await?;
            let typed = TypedRefund { id: Some(id), confirmed: true, ..refund.clone() };
            return propose(&page, Proposal::Refund { typed, amount }).await;
        }
        let done = services::payment::ask_refund_as(&ctx, id, &asked).await?;
        leave_outcome(&page, DONE, &Done::Refund(done.id)).await
    };
    let outcome = ask.await;
    finish(WAITING, &refund, &page, outcome).await
}

/// `Approva`, by somebody else than whoever asked, after a second look.
#[server(output = Json)]
pub async fn approve_refund(
    id: RefundId,
    #[server(default)] confirmed: bool,
) -> Result<(), AppError> {
    use super::proposal::{Proposal, propose};
    use ui::paths;
    use ui::request::{context, staff};
    let by = staff().await?;
    if !confirmed {
        let page = propose(paths::OFFICE_DECISIONS, Proposal::Approval(id)).await?;
        leptos_axum::redirect(&page);
        return Ok(());
    }
    let done = services::payment::approve(&context(), id, &by).await;
    tell_how_it_stands(id, done.map(drop)).await
}

/// `Ritira` by whoever asked, `Rifiuta` by somebody else: it will not be given back.
#[server(output = Json)]
pub async fn withdraw_refund(id: RefundId) -> Result<(), AppError> {
    use ui::request::{context, staff};
    let by = staff().await?;
    let done = services::payment::withdraw(&context(), id, &by).await;
    tell_how_it_stands(id, done).await
}

/// On to the decisions, where it is said what became of the refund: also when a colleague was faster, since
/// then it says what the colleague did.
#[cfg(feature = "ssr")]
async fn tell_how_it_stands(id: RefundId, done: services::Result<()>) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use services::Error;
    use ui::paths;
    use ui::request::leave_outcome;
    match done {
        Ok(()) | Err(Error::NotAllowed | Error::NotFound(_)) => {
            leptos_axum::redirect(
                &leave_outcome(paths::OFFICE_DECISIONS, DONE, &Done::Refund(id)).await?,
            );
            Ok(())
        }
        Err(error) => Err(error.into()),
    }
}
