//! What was just done about money, read from what is stored. The address only names the refund or
//! the case, so nobody can make the desk say something that did not happen.

use domain::Money;
use domain::case::RefundOutcome;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
use crate::error::AppError;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
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

/// What became of the refund or the case that the address names; nothing when there is none.
#[cfg(feature = "ssr")]
pub(super) async fn said(
    ctx: &services::Context,
    refund: &str,
    case: &str,
) -> Result<Option<Said>, AppError> {
    let said = match (refund.parse(), case.parse()) {
        (Ok(refund), _) => of_refund(ctx, refund).await,
        (_, Ok(case)) => of_case(ctx, case).await,
        (Err(_), Err(_)) => Ok(None),
    };
    match said {
        Err(services::Error::NotFound(_)) => Ok(None),
        said => Ok(said?),
    }
}

#[cfg(feature = "ssr")]
async fn of_refund(
    ctx: &services::Context,
    id: domain::id::RefundId,
) -> services::Result<Option<Said>> {
    let (refund, outcome) = services::payment::refund_outcome(ctx, id).await?;
    let (order_number, amount) = (refund.order_number, refund.amount);
    Ok(Some(Said::Refund { order_number, amount, outcome }))
}

#[cfg(feature = "ssr")]
async fn of_case(
    ctx: &services::Context,
    id: domain::id::CaseId,
) -> services::Result<Option<Said>> {
    use services::payment::Resolution;
    let Some((case, done)) = services::payment::resolution(ctx, id).await? else {
        return Ok(None);
    };
    let amount = case.amount;
    Ok(Some(match done {
        Resolution::AllocatedTo(order_number) => {
            let missing = services::office::order(ctx, order_number).await?.order.missing();
            Said::Allocated { amount, order_number, missing }
        }
        Resolution::SentBack => Said::SentBack { amount },
        Resolution::Checked => Said::Checked { amount, order_number: case.order_number },
    }))
}
