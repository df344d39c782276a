//! What waits for a decision.

use domain::Money;
use domain::id::RefundId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    CaseView, CommitmentOnDesk, OutcomeNotice, Proposal, RefundView, TypedAllocation,
    TypedCommitment, TypedRefund,
};
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page of the decisions shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionsView {
    /// Who has signed in.
    pub username: String,
    pub cases: Vec<CaseView>,
    pub refunds: Vec<RefundView>,
    pub documents: Vec<CommitmentOnDesk>,
    /// The refund that somebody may ask for on this page.
    pub next_refund: RefundId,
    /// Above this amount a colleague has to agree to a refund.
    pub alone_up_to: Money,
    /// What was just done about money.
    pub outcome_notice: Option<OutcomeNotice>,
    /// What waits for a second look.
    pub proposal: Option<Proposal>,
    /// A refund that was refused.
    pub kept_refund: Option<Kept<TypedRefund>>,
    /// Money that was to go to another order, or back, likewise.
    pub kept_allocation: Option<Kept<TypedAllocation>>,
    /// A decision about a commitment document, likewise.
    pub kept_decision: Option<Kept<TypedCommitment>>,
}

/// Everything that waits for a decision. `outcome` names what was just done or is to be confirmed.
#[server(output = Json)]
pub async fn load_decisions(#[server(default)] outcome: String) -> Result<DecisionsView, AppError> {
    use super::outcome_notice::{DONE, Done, outcome_notice};
    use super::proposal::proposed;
    use super::{decide_case, decide_commitment, refund};
    use ui::request::{context, kept, outcome as done, staff};
    let username = staff().await?;
    let ctx = context();
    let waiting = services::office::to_decide(&ctx).await?;
    let documents = services::commitment::undecided(&ctx).await?;
    let refunds: Vec<_> = waiting.refunds.into_iter().map(RefundView::from).collect();
    let outcome_notice = match done::<Done>(DONE, &outcome).await? {
        Some(done) => outcome_notice(&ctx, done).await?,
        None => None,
    };
    Ok(DecisionsView {
        username,
        cases: waiting.cases.into_iter().map(|case| CaseView::of(case, &refunds)).collect(),
        refunds,
        documents: documents.into_iter().map(CommitmentOnDesk::from).collect(),
        next_refund: RefundId(ctx.new_id()),
        alone_up_to: ctx.settings.refund_alone_up_to,
        outcome_notice,
        proposal: proposed(&outcome).await?,
        kept_refund: kept(refund::WAITING).await?,
        kept_allocation: kept(decide_case::WAITING).await?,
        kept_decision: kept(decide_commitment::WAITING).await?,
    })
}
