//! What the office has to do with an order.

use serde::{Deserialize, Serialize};

use super::OrderState;

/// Each order lies on one pile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum Pile {
    /// `Da incassare`: its money is still to come.
    ToCollect,
    /// `Da sistemare`: it is paid or committed to, and could not be activated.
    ToMend,
    /// `Evasi`: paid and active.
    Fulfilled,
    /// `Annullati`.
    Cancelled,
}

impl Pile {
    /// All of them, what has to be done first.
    pub const ALL: [Self; 4] = [Self::ToCollect, Self::ToMend, Self::Fulfilled, Self::Cancelled];

    /// Where an order in this state lies.
    #[must_use]
    pub fn of(state: &OrderState) -> Self {
        match state {
            OrderState::AwaitingPayment { .. } | OrderState::FulfilledOnCommitment { .. } => {
                Self::ToCollect
            }
            OrderState::ActivationFailed { .. } | OrderState::CommitmentFailed { .. } => {
                Self::ToMend
            }
            OrderState::Fulfilled { .. } => Self::Fulfilled,
            OrderState::Cancelled { .. } => Self::Cancelled,
        }
    }
}
