//! What the office may do about money that waits for a decision, and what becomes of a refund.

use crate::id::AttemptId;
use crate::payment::CaseKind;
use serde::{Deserialize, Serialize};

/// One way to decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CaseAction {
    /// `Rimborsa`: back to whoever paid, for an order that is known.
    Refund,
    /// `Assegna`: it was meant for another order.
    Allocate,
    /// `Restituito`: nobody's order; the bank has sent it back.
    NoteSentBack,
    /// `Verificato`: somebody looked at the provider's own pages.
    NoteChecked,
}

/// How the money came, which decides where it can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// On the bank account.
    Bank,
    /// Through a payment provider: it can only go back the way it came.
    Provider,
}

impl Origin {
    /// Of money that came through this try of a provider, or through none.
    #[must_use]
    pub fn of(attempt: Option<AttemptId>) -> Self {
        if attempt.is_some() { Self::Provider } else { Self::Bank }
    }
}

/// What became of a refund that the office wished for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefundOutcome {
    /// Somebody else on the staff has to agree.
    AwaitsApproval,
    /// Decided; the provider has not confirmed it yet.
    AwaitsProvider,
    /// Through the provider, or noted as sent by bank.
    GivenBack(Origin),
    /// Taken back before anybody agreed.
    CalledOff,
    /// The provider said no, or the money had gone elsewhere when somebody agreed.
    NotGivenBack,
}

impl CaseKind {
    /// What may be done; waiting for the rest is always possible and needs no action.
    #[must_use]
    pub fn actions(self, origin: Origin) -> &'static [CaseAction] {
        use CaseAction::{Allocate, NoteChecked, NoteSentBack, Refund};
        match (self, origin) {
            (Self::NeverAnswered, _) => &[NoteChecked],
            (Self::Unmatched, _) => &[Allocate, NoteSentBack],
            (
                Self::PaidTwice | Self::PaidAfterCancel | Self::Underpaid | Self::Overpaid,
                Origin::Bank,
            ) => &[Refund, Allocate],
            (
                Self::PaidTwice | Self::PaidAfterCancel | Self::Underpaid | Self::Overpaid,
                Origin::Provider,
            ) => &[Refund],
        }
    }

    /// True when this may be done.
    #[must_use]
    pub fn allows(self, action: CaseAction, origin: Origin) -> bool {
        self.actions(origin).contains(&action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_of_nobody_finds_its_order_or_goes_back() {
        assert!(CaseKind::Unmatched.allows(CaseAction::Allocate, Origin::Bank));
        assert!(CaseKind::Unmatched.allows(CaseAction::NoteSentBack, Origin::Bank));
        assert!(!CaseKind::Unmatched.allows(CaseAction::Refund, Origin::Bank));
    }

    #[test]
    fn money_of_a_card_only_goes_back_the_way_it_came() {
        let card = CaseKind::PaidTwice.actions(Origin::Provider);
        assert_eq!(card, [CaseAction::Refund]);
        assert!(CaseKind::PaidTwice.allows(CaseAction::Allocate, Origin::Bank));
        assert!(!CaseKind::NeverAnswered.allows(CaseAction::Allocate, Origin::Bank));
    }
}
