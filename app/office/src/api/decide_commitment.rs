//! What is done about the document of a public body: `Registra impegno`, `Rifiuta`.

use domain::Money;
use domain::calendar::Date;
use domain::commitment::{Commitment, DocumentType};
use domain::id::CommitmentDocumentId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::typed::TypedCommitment;
use ui::error::AppError;
use ui::json::Json;

/// The document of a public body that somebody has to decide about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentOnDesk {
    pub id: CommitmentDocumentId,
    pub order_number: i64,
    pub holder: String,
    pub due: Money,
    /// True when the order leaves the VAT to the customer.
    pub is_split: bool,
    pub commitment: Commitment,
    pub kind: DocumentType,
    pub sent_on: Date,
}

#[cfg(feature = "ssr")]
impl From<services::commitment::Undecided> for CommitmentOnDesk {
    fn from(undecided: services::commitment::Undecided) -> Self {
        Self {
            id: undecided.document.id,
            order_number: undecided.order_number,
            holder: undecided.holder.party.name.to_string(),
            due: undecided.due,
            is_split: undecided.is_split,
            commitment: undecided.document.commitment,
            kind: undecided.document.kind,
            sent_on: services::civil_time(undecided.document.sent_at).date(),
        }
    }
}

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
pub(super) const WAITING: &str = "office_commitment_form";

/// `Registra impegno`: it comes back to be confirmed. Then everything ordered becomes active, and the
/// money is still to come.
#[server(output = Json)]
pub async fn register_commitment(decision: TypedCommitment) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use super::proposal::{Proposal, propose};
    use super::typed::Registered;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, staff};
    let page = page_of(&decision);
    let register = async {
        let by = staff().await?;
        let (number, document) = (decision.number, document_of(&decision)?);
        if !decision.confirmed {
            let typed = TypedCommitment { confirmed: true, ..decision.clone() };
            return propose(&page, Proposal::Commitment(typed)).await;
        }
        let done = services::commitment::register(&context(), number, document, &by).await?;
        let how = if done.again { Registered::CommittedBefore } else { Registered::Committed };
        let done = Done::Registered { order: number, how };
        leave_outcome(&paths::office_order(number), DONE, &done).await
    };
    finish(WAITING, &decision, &page, register.await).await
}

/// `Rifiuta`: the customer reads the reason and can send another document.
#[server(output = Json)]
pub async fn refuse_commitment(decision: TypedCommitment) -> Result<(), AppError> {
    use super::outcome_notice::{DONE, Done};
    use super::typed::Registered;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, staff};
    let refuse = async {
        let TypedCommitment { number, reason, .. } = &decision;
        let by = staff().await?;
        let document = document_of(&decision)?;
        services::commitment::refuse(&context(), *number, document, reason, &by).await?;
        let done = Done::Registered { order: *number, how: Registered::CommitmentRefused };
        leave_outcome(&paths::office_order(*number), DONE, &done).await
    };
    finish(WAITING, &decision, &page_of(&decision), refuse.await).await
}

/// The form stands among the decisions, and on the page of the order.
#[cfg(feature = "ssr")]
fn page_of(decision: &TypedCommitment) -> String {
    use ui::paths;
    let order = paths::office_order(decision.number);
    let before = ui::request::page_before(&order);
    if before == paths::OFFICE_DECISIONS { before } else { order }
}

#[cfg(feature = "ssr")]
fn document_of(decision: &TypedCommitment) -> services::Result<CommitmentDocumentId> {
    decision.document.ok_or_else(|| domain::commitment::CommitmentError::NoDocument.into())
}
