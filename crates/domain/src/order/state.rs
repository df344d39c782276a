//! Where an order stands, and the ways from one state to the next.

use std::cmp::Ordering;

use chrono::Days;
use serde::{Deserialize, Serialize};

use super::OrderError;
use crate::arrival::{CaseKind, Effect};
use crate::calendar::Date;
use crate::money::Money;
use crate::subscription::FailureReason;

/// Where an order stands, with the facts of that place: a paid order has a date, an unpaid
/// one cannot have one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderState {
    /// `Attesa pagamento`.
    AwaitingPayment {
        /// Last day on which a payment is taken without asking.
        valid_until: Date,
    },
    /// `Evaso`: paid, and everything ordered is active.
    Fulfilled {
        /// Day of the payment.
        paid_on: Date,
        /// Day of the activation.
        fulfilled_on: Date,
    },
    /// `Attivazione KO`: the money is here and the office has to act.
    ActivationFailed {
        /// Day of the payment.
        paid_on: Date,
        /// What stands in the way.
        reason: FailureReason,
    },
    /// `Evaso – da saldare`: a public body has committed itself to pay. Everything ordered is
    /// active, and the money is still to come (`docs/rules.md` P6).
    FulfilledOnCommitment {
        /// Day on which the commitment was registered, which is that of the activation.
        committed_on: Date,
    },
    /// `Attivazione KO` again, but on a commitment: no money is here, and nothing is active.
    CommitmentFailed {
        /// Day on which the commitment was registered.
        committed_on: Date,
        /// What stands in the way.
        reason: FailureReason,
    },
    /// `Annullato`.
    Cancelled {
        /// Who or what called it off.
        reason: CancelReason,
        /// Day on which it was called off.
        on: Date,
    },
}

impl OrderState {
    /// A new order, payable for some days.
    #[must_use]
    pub fn concluded(today: Date, validity_days: u32) -> Self {
        let valid_until =
            today.checked_add_days(Days::new(validity_days.into())).unwrap_or(Date::MAX);
        Self::AwaitingPayment { valid_until }
    }

    /// Registers the payment together with what came of it, since both happen at once: `paid_on`
    /// is the day of the money, `today` the day on which it is registered. Registering again
    /// changes nothing.
    ///
    /// # Errors
    /// When the order was cancelled.
    pub fn pay(self, paid_on: Date, today: Date, outcome: Outcome) -> Result<Self, OrderError> {
        match (self, outcome) {
            (Self::AwaitingPayment { .. }, Outcome::Active) => {
                Ok(Self::Fulfilled { paid_on, fulfilled_on: today })
            }
            (Self::AwaitingPayment { .. }, Outcome::Failed(reason)) => {
                Ok(Self::ActivationFailed { paid_on, reason })
            }
            // What could be activated was activated when the commitment was registered.
            (Self::FulfilledOnCommitment { committed_on }, _) => {
                Ok(Self::Fulfilled { paid_on, fulfilled_on: committed_on })
            }
            (Self::CommitmentFailed { reason, .. }, _) => {
                Ok(Self::ActivationFailed { paid_on, reason })
            }
            (Self::Fulfilled { .. } | Self::ActivationFailed { .. }, _) => Ok(self),
            (Self::Cancelled { .. }, _) => Err(OrderError::Cancelled),
        }
    }

    /// Registers the commitment of a public body together with what came of it. Whoever has paid
    /// meanwhile needs none: registering it then, or again, changes nothing.
    ///
    /// # Errors
    /// When the order was cancelled.
    pub fn commit(self, today: Date, outcome: Outcome) -> Result<Self, OrderError> {
        match (self, outcome) {
            (Self::AwaitingPayment { .. }, Outcome::Active) => {
                Ok(Self::FulfilledOnCommitment { committed_on: today })
            }
            (Self::AwaitingPayment { .. }, Outcome::Failed(reason)) => {
                Ok(Self::CommitmentFailed { committed_on: today, reason })
            }
            (
                Self::FulfilledOnCommitment { .. }
                | Self::CommitmentFailed { .. }
                | Self::Fulfilled { .. }
                | Self::ActivationFailed { .. },
                _,
            ) => Ok(self),
            (Self::Cancelled { .. }, _) => Err(OrderError::Cancelled),
        }
    }

    /// What came of fulfilling the order, where that was tried already. It is never tried twice.
    #[must_use]
    pub fn outcome(self) -> Option<Outcome> {
        match self {
            Self::AwaitingPayment { .. } | Self::Cancelled { .. } => None,
            Self::Fulfilled { .. } | Self::FulfilledOnCommitment { .. } => Some(Outcome::Active),
            Self::ActivationFailed { reason, .. } | Self::CommitmentFailed { reason, .. } => {
                Some(Outcome::Failed(reason))
            }
        }
    }

    /// Calls the order off. Doing it again changes nothing.
    ///
    /// # Errors
    /// When it was paid, or fulfilled on a commitment.
    pub fn cancel(self, reason: CancelReason, on: Date) -> Result<Self, OrderError> {
        match self {
            Self::AwaitingPayment { .. } | Self::CommitmentFailed { .. } => {
                Ok(Self::Cancelled { reason, on })
            }
            Self::Cancelled { .. } => Ok(self),
            Self::Fulfilled { .. }
            | Self::ActivationFailed { .. }
            | Self::FulfilledOnCommitment { .. } => Err(OrderError::NotCancellable),
        }
    }

    /// What `arrived` does to an order in this state, of which `held` had arrived before
    /// (`docs/rules.md` P2).
    #[must_use]
    pub fn effect(self, due: Money, held: Money, arrived: Money) -> Effect {
        match self {
            Self::Cancelled { .. } => Effect::Hold(CaseKind::PaidAfterCancel),
            Self::Fulfilled { .. } | Self::ActivationFailed { .. } => {
                Effect::Hold(CaseKind::PaidTwice)
            }
            Self::AwaitingPayment { .. }
            | Self::FulfilledOnCommitment { .. }
            | Self::CommitmentFailed { .. } => {
                let together = held + arrived;
                match together.cmp(&due) {
                    Ordering::Less => Effect::Hold(CaseKind::Underpaid),
                    Ordering::Equal => Effect::Pay,
                    Ordering::Greater => Effect::PayAndHold(together - due),
                }
            }
        }
    }

    /// True while nothing has come of the order: neither money nor a commitment.
    #[must_use]
    pub fn is_awaiting_payment(self) -> bool {
        matches!(self, Self::AwaitingPayment { .. })
    }

    /// True while money is still to come, whether the order was fulfilled or not.
    #[must_use]
    pub fn is_due(self) -> bool {
        match self {
            Self::AwaitingPayment { .. }
            | Self::FulfilledOnCommitment { .. }
            | Self::CommitmentFailed { .. } => true,
            Self::Fulfilled { .. } | Self::ActivationFailed { .. } | Self::Cancelled { .. } => {
                false
            }
        }
    }
}

/// What comes of trying to fulfil a paid order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything ordered is active.
    Active,
    /// It cannot be, for this reason.
    Failed(FailureReason),
}

/// Why an order was called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum CancelReason {
    /// The customer pressed `Annulla`.
    Customer,
    /// Nobody paid while it was valid.
    Unpaid,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::VALIDITY_DAYS;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn euro(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn an_order_is_payable_for_thirty_days() {
        let state = OrderState::concluded(day("2026-11-22"), VALIDITY_DAYS);
        assert_eq!(state, OrderState::AwaitingPayment { valid_until: day("2026-12-22") });
    }

    #[test]
    fn paying_twice_changes_nothing_more() {
        let first = OrderState::concluded(day("2026-11-22"), 30)
            .pay(day("2026-11-24"), day("2026-11-25"), Outcome::Active)
            .unwrap();
        let days = (day("2026-11-24"), day("2026-11-25"));
        assert_eq!(first, OrderState::Fulfilled { paid_on: days.0, fulfilled_on: days.1 });
        let failed = Outcome::Failed(FailureReason::AlreadyActive);
        assert_eq!(first.pay(day("2026-11-26"), day("2026-11-26"), failed), Ok(first));
    }

    #[test]
    fn a_commitment_fulfils_before_the_money_and_only_once() {
        let (on, later) = (day("2026-11-25"), day("2027-01-15"));
        let committed = OrderState::concluded(day("2026-11-22"), 30).commit(on, Outcome::Active);
        let committed = committed.unwrap();
        assert_eq!(committed, OrderState::FulfilledOnCommitment { committed_on: on });
        assert_eq!(committed.commit(later, Outcome::Active), Ok(committed));
        assert_eq!(committed.outcome(), Some(Outcome::Active));
        assert!(committed.is_due() && !committed.is_awaiting_payment());
        assert_eq!(
            committed.cancel(CancelReason::Customer, later),
            Err(OrderError::NotCancellable)
        );
        let paid = committed.pay(later, later, Outcome::Active).unwrap();
        assert_eq!(paid, OrderState::Fulfilled { paid_on: later, fulfilled_on: on });
        assert_eq!(paid.commit(later, Outcome::Active), Ok(paid));
    }

    #[test]
    fn a_commitment_that_brings_nothing_can_be_called_off() {
        let on = day("2026-11-25");
        let failed = Outcome::Failed(FailureReason::AlreadyActive);
        let stuck = OrderState::concluded(day("2026-11-22"), 30).commit(on, failed).unwrap();
        assert_eq!(stuck.outcome(), Some(failed));
        let paid = stuck.pay(on, on, failed).unwrap();
        let reason = FailureReason::AlreadyActive;
        assert_eq!(paid, OrderState::ActivationFailed { paid_on: on, reason });
        let cancelled = stuck.cancel(CancelReason::Customer, on).unwrap();
        assert_eq!(cancelled.commit(on, Outcome::Active), Err(OrderError::Cancelled));
    }

    #[test]
    fn a_paid_order_stays_and_a_cancelled_one_is_not_paid() {
        let open = OrderState::concluded(day("2026-11-22"), 30);
        let paid = open.pay(day("2026-11-25"), day("2026-11-25"), Outcome::Active).unwrap();
        let on = day("2026-11-26");
        assert_eq!(paid.cancel(CancelReason::Customer, on), Err(OrderError::NotCancellable));
        let cancelled = open.cancel(CancelReason::Customer, on).unwrap();
        assert_eq!(cancelled.cancel(CancelReason::Unpaid, day("2026-12-30")), Ok(cancelled));
        assert_eq!(cancelled.pay(on, on, Outcome::Active), Err(OrderError::Cancelled));
    }

    #[test]
    fn money_pays_an_open_order_and_nothing_else() {
        let day = "2026-11-22".parse().unwrap();
        let open = OrderState::concluded(day, 30);
        let (due, nothing) = (euro("43.31"), Money::ZERO);
        assert_eq!(open.effect(due, nothing, due), Effect::Pay);
        assert_eq!(open.effect(due, euro("40.00"), euro("3.31")), Effect::Pay);
        assert_eq!(open.effect(due, nothing, euro("50")), Effect::PayAndHold(euro("6.69")));
        assert_eq!(open.effect(due, nothing, euro("1")), Effect::Hold(CaseKind::Underpaid));
        let cancelled = open.cancel(CancelReason::Customer, day).unwrap();
        let hold = Effect::Hold(CaseKind::PaidAfterCancel);
        assert_eq!(cancelled.effect(due, nothing, due), hold);
    }

    #[test]
    fn the_money_of_a_commitment_is_still_to_come() {
        let day = "2026-11-22".parse().unwrap();
        let open = OrderState::concluded(day, 30);
        let committed = open.commit(day, Outcome::Active).unwrap();
        let (due, nothing) = (euro("78.00"), Money::ZERO);
        assert_eq!(committed.effect(due, nothing, due), Effect::Pay);
        let hold = Effect::Hold(CaseKind::Underpaid);
        assert_eq!(committed.effect(due, nothing, euro("70.00")), hold);
    }
}
