//! What was just done on the desk. Of money the session remembers only what it was done about; what
//! became of it is read from what is stored, since a colleague may have gone on with it.

use domain::Money;
use domain::case::RefundOutcome;
#[cfg(feature = "ssr")]
use domain::id::{CaseId, RefundId};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use super::typed::Registered;
#[cfg(feature = "ssr")]
use ui::error::AppError;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutcomeNotice {
    Refund {
        order_number: i64,
        amount: Money,
        outcome: RefundOutcome,
    },
    /// `Assegna`: to this order, of which so much is missing now.
    Allocated {
        amount: Money,
        order_number: i64,
        missing: Money,
    },
    /// `Restituito`.
    SentBack {
        amount: Money,
    },
    /// `Verificato`.
    Checked {
        amount: Money,
        order_number: Option<i64>,
    },
}

/// What a form of the desk did, as the session remembers it for the page that comes next.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Done {
    Registered { order: i64, how: Registered },
    Refund(RefundId),
    Case(CaseId),
}

/// The name under which it waits in the session.
#[cfg(feature = "ssr")]
pub(super) const DONE: &str = "office_done";

/// What became of the refund or the case; nothing when there is none.
#[cfg(feature = "ssr")]
pub(super) async fn outcome_notice(
    ctx: &services::Context,
    done: Done,
) -> Result<Option<OutcomeNotice>, AppError> {
    let notice = match done {
        Done::Registered { .. } => return Ok(None),
        Done::Refund(refund) => of_refund(ctx, refund).await,
        Done::Case(case) => of_case(ctx, case).await,
    };
    match notice {
        Err(services::Error::NotFound(_)) => Ok(None),
        notice => Ok(notice?),
    }
}

#[cfg(feature = "ssr")]
async fn of_refund(
    ctx: &services::Context,
    id: RefundId,
) -> services::Result<Option<OutcomeNotice>> {
    let (refund, outcome) = services::payment::refund_outcome(ctx, id).await?;
    let (order_number, amount) = (refund.order_number, refund.amount);
    Ok(Some(OutcomeNotice::Refund { order_number, amount, outcome }))
}

#[cfg(feature = "ssr")]
async fn of_case(ctx: &services::Context, id: CaseId) -> services::Result<Option<OutcomeNotice>> {
    use services::payment::Resolution;
    let Some((case, done)) = services::payment::resolution(ctx, id).await? else {
        return Ok(None);
    };
    let amount = case.amount;
    Ok(Some(match done {
        Resolution::AllocatedTo(order_number) => {
            let missing = services::office::order(ctx, order_number).await?.order.missing();
            OutcomeNotice::Allocated { amount, order_number, missing }
        }
        Resolution::SentBack => OutcomeNotice::SentBack { amount },
        Resolution::Checked => OutcomeNotice::Checked { amount, order_number: case.order_number },
    }))
}
