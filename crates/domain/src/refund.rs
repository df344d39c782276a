//! Money that is given back.

mod entity;
mod refundable;

pub use entity::{NewRefund, Refund, RefundFacts, RefundState};
pub use refundable::{Collected, Refundable, Way};

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::reason::ReasonError;

/// Why money is not given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefundError {
    /// Nothing was paid, so nothing can be given back.
    NotPaid,
    /// More cannot be given back than what is still here.
    TooLarge {
        /// The most that can.
        most: Money,
    },
    /// It is given back with a reason that a colleague understands.
    Reason(ReasonError),
}

impl From<ReasonError> for RefundError {
    fn from(error: ReasonError) -> Self {
        Self::Reason(error)
    }
}
