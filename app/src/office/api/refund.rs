//! `Rimborsa`, `Approva`, `Ritira`.

use domain::Money;
use domain::id::{CaseId, RefundId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::json::Json;

/// A refund that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    pub id: RefundId,
    pub order_number: i64,
    pub amount: Money,
    pub reason: String,
    pub asked_by: String,
    /// True while a second member of staff has to agree; otherwise the provider is asked.
    pub awaits_approval: bool,
}

#[cfg(feature = "ssr")]
impl From<services::store::refunds::Refund> for RefundView {
    fn from(refund: services::store::refunds::Refund) -> Self {
        use services::store::refunds::RefundState;
        Self {
            id: refund.id,
            order_number: refund.order_number,
            amount: refund.amount,
            reason: refund.reason,
            asked_by: refund.asked_by,
            awaits_approval: refund.state == RefundState::AwaitsApproval,
        }
    }
}

/// What was typed about a refund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedRefund {
    pub number: i64,
    pub case: Option<CaseId>,
    pub amount: String,
    pub reason: String,
}

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
pub(super) const WAITING: &str = "office_refund_form";

/// `Rimborsa`: money of a case, or some of what paid an order.
#[server(output = Json)]
pub async fn refund(refund: TypedRefund) -> Result<(), AppError> {
    use crate::office::amount::parse_amount;
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    let by = staff().await?;
    let asked = services::payment::Asked {
        order_number: refund.number,
        // What is no amount is refused like one that is too large: the sentence says the most.
        amount: parse_amount(&refund.amount).unwrap_or(Money::ZERO),
        reason: match refund.reason.trim() {
            "" => "senza motivo indicato".to_owned(),
            reason => reason.to_owned(),
        },
        case: refund.case,
        by,
    };
    let outcome = services::payment::ask_refund(&context(), &asked)
        .await
        .map(|_| paths::OFFICE.to_owned())
        .map_err(AppError::from);
    finish(WAITING, &refund, &page_before(paths::OFFICE), outcome).await
}

/// `Approva`, by somebody else than whoever asked.
#[server(output = Json)]
pub async fn approve_refund(id: RefundId) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, staff};
    let by = staff().await?;
    services::payment::approve(&context(), id, &by).await?;
    leptos_axum::redirect(paths::OFFICE);
    Ok(())
}

/// `Ritira` by whoever asked, `Rifiuta` by somebody else: it will not be given back.
#[server(output = Json)]
pub async fn withdraw_refund(id: RefundId) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, staff};
    let by = staff().await?;
    services::payment::withdraw(&context(), id, &by).await?;
    leptos_axum::redirect(paths::OFFICE);
    Ok(())
}
