//! What a form asks for and nobody has confirmed yet. It waits in the session under a name that its
//! page has in the address, so that the page can be loaded again, and nothing typed is lost.

use domain::Money;
use domain::calendar::Date;
use domain::id::RefundId;
use serde::{Deserialize, Serialize};

use super::typed::{TypedAllocation, TypedCommitment, TypedPayment, TypedRefund};
#[cfg(feature = "ssr")]
use ui::error::AppError;

/// Something that waits for its `Sì`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proposal {
    /// `Registra pagamento`, of what is due.
    Payment { typed: TypedPayment, paid_on: Date },
    /// `Rimborsa`.
    Refund { typed: TypedRefund, amount: Money },
    /// `Approva`.
    Approval(RefundId),
    /// `Assegna`.
    Allocation { typed: TypedAllocation, number: i64, holder: String, missing: Money },
    /// `Restituito`.
    SentBack(TypedAllocation),
    /// `Registra impegno`.
    Commitment(TypedCommitment),
}

/// The name under which it waits in the session.
#[cfg(feature = "ssr")]
const PROPOSED: &str = "office_proposal";

/// Leaves a proposal for `page`, and gives the address at which it is to be confirmed.
#[cfg(feature = "ssr")]
pub(super) async fn propose(page: &str, proposal: Proposal) -> Result<String, AppError> {
    let page = ui::request::leave_outcome(page, PROPOSED, &proposal).await?;
    Ok(format!("{page}#{}", crate::confirm::CONFIRM))
}

/// The last proposal of this session, if it is called `name`.
#[cfg(feature = "ssr")]
pub(super) async fn proposed(name: &str) -> Result<Option<Proposal>, AppError> {
    ui::request::outcome(PROPOSED, name).await
}
