//! What is done about money that waits for a decision: `Assegna`, `Restituito`, `Verificato`.

use domain::Money;
use domain::case::Origin;
use domain::id::CaseId;
use domain::payment::CaseKind;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::RefundView;
use super::typed::TypedAllocation;
use ui::error::AppError;
use ui::json::Json;

/// Money that somebody has to decide about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    pub id: CaseId,
    pub kind: CaseKind,
    /// How the money came, which decides what may be done.
    pub origin: Origin,
    pub order_number: Option<i64>,
    pub amount: Money,
    /// Payer and reason of a transfer, or the provider's name for the payment.
    pub note: String,
    /// True while a refund of it waits for a second member of staff.
    pub awaits_refund: bool,
}

#[cfg(feature = "ssr")]
impl CaseView {
    pub(super) fn of(case: domain::case::Case, refunds: &[RefundView]) -> Self {
        let case = case.into_facts();
        Self {
            id: case.id,
            kind: case.kind,
            origin: Origin::of(case.attempt),
            awaits_refund: refunds.iter().any(|refund| refund.case == Some(case.id)),
            order_number: case.order_number,
            amount: case.amount,
            note: case.note,
        }
    }
}

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
pub(super) const WAITING: &str = "office_allocation_form";

/// `Assegna`: the money of a case was meant for this order. It comes back to be confirmed;
/// afterwards the order is shown.
#[server(output = Json)]
pub async fn allocate_case(allocation: TypedAllocation) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use super::proposal::{Proposal, propose};
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, staff};
    let allocate = async {
        let by = staff().await?;
        let number = domain::text::digits(&allocation.number);
        let (Some(case), Ok(number)) = (allocation.case, number.parse()) else {
            return Err(AppError::NotFound);
        };
        if !allocation.confirmed {
            let (_, order) = services::payment::check_allocation(&context(), case, number).await?;
            let proposal = Proposal::Allocation {
                typed: TypedAllocation { confirmed: true, ..allocation.clone() },
                number,
                holder: order.holder.party.name.to_string(),
                missing: order.missing(),
            };
            return propose(paths::OFFICE_DECISIONS, proposal).await;
        }
        services::payment::allocate(&context(), case, number, &by).await?;
        leave_outcome(&paths::office_order(number), DONE, &Done::Case(case)).await
    };
    finish(WAITING, &allocation, paths::OFFICE_DECISIONS, allocate.await).await
}

/// `Restituito`: the bank has sent money of nobody back. It is confirmed before it is noted.
#[server(output = Json)]
pub async fn note_sent_back(allocation: TypedAllocation) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use super::proposal::{Proposal, propose};
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, staff};
    let note = async {
        let by = staff().await?;
        let case = allocation.case.ok_or(AppError::NotFound)?;
        if !allocation.confirmed {
            let typed = TypedAllocation { confirmed: true, ..allocation.clone() };
            return propose(paths::OFFICE_DECISIONS, Proposal::SentBack(typed)).await;
        }
        services::payment::note_sent_back(&context(), case, "", &by).await?;
        leave_outcome(paths::OFFICE_DECISIONS, DONE, &Done::Case(case)).await
    };
    finish(WAITING, &allocation, paths::OFFICE_DECISIONS, note.await).await
}

/// `Verificato`: somebody has looked at the provider's own pages.
#[server(output = Json)]
pub async fn close_case(id: CaseId) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use ui::paths;
    use ui::request::{context, leave_outcome, staff};
    let by = staff().await?;
    let checked = services::payment::Resolution::Checked.to_string();
    services::payment::close_case(&context(), id, &by, &checked).await?;
    let page = leave_outcome(paths::OFFICE_DECISIONS, DONE, &Done::Case(id)).await?;
    leptos_axum::redirect(&page);
    Ok(())
}
