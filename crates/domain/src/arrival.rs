//! What money that arrives does, and what is held for the office to decide.

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// Money that belongs to no open order: the office decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum CaseKind {
    /// The order had been paid before.
    PaidTwice,
    /// The order had been called off before.
    PaidAfterCancel,
    /// Less than what is due.
    Underpaid,
    /// More than what is due.
    Overpaid,
    /// Money whose order nobody found.
    Unmatched,
    /// An attempt whose outcome the provider never told.
    NeverAnswered,
}

/// What the office is advised to do with a [`CaseKind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Proposal {
    /// Give the money back.
    Refund,
    /// Give back what is too much.
    RefundExcess,
    /// Wait for the rest, or ask for it.
    AwaitRest,
    /// Find the order and allocate it.
    FindOrder,
    /// Look at the provider's own pages.
    AskProvider,
}

impl CaseKind {
    /// The advice for it.
    #[must_use]
    pub fn proposal(self) -> Proposal {
        match self {
            Self::PaidTwice | Self::PaidAfterCancel => Proposal::Refund,
            Self::Underpaid => Proposal::AwaitRest,
            Self::Overpaid => Proposal::RefundExcess,
            Self::Unmatched => Proposal::FindOrder,
            Self::NeverAnswered => Proposal::AskProvider,
        }
    }
}

/// What arrived money does to its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It pays the order.
    Pay,
    /// It pays the order, and this much is too much.
    PayAndHold(Money),
    /// It does not pay the order and is kept for the office to decide.
    Hold(CaseKind),
}
