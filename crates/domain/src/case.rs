//! What the office may do about money that waits for a decision, and what becomes of a refund.

use std::ops::Deref;

use crate::id::{AttemptId, CaseId, OrderId};
use crate::money::Money;
use crate::payment::CaseKind;
use chrono::{DateTime, Utc};
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

/// What is known of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFacts {
    /// Names it between programs.
    pub id: CaseId,
    /// Why somebody has to decide.
    pub kind: CaseKind,
    /// The order that the money came for; none when nobody knows.
    pub order: Option<OrderId>,
    /// The number of that order.
    pub order_number: Option<i64>,
    /// Through which try the money came.
    pub attempt: Option<AttemptId>,
    /// How much it is, in euro.
    pub amount: Money,
    /// Payer and reason.
    pub note: String,
    /// When the money came.
    pub opened_at: DateTime<Utc>,
    /// What was done, once somebody has decided.
    pub resolution: Option<String>,
}

/// Why somebody cannot decide in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseError {
    /// Somebody has decided before.
    Decided,
    /// It is no answer to money of this kind.
    NotAllowed,
}

/// Money that the office has to decide about. Its facts are read like fields, and what may be done
/// about it is decided here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case(CaseFacts);

impl Deref for Case {
    type Target = CaseFacts;

    fn deref(&self) -> &CaseFacts {
        &self.0
    }
}

impl Case {
    /// One that was stored.
    #[must_use]
    pub fn restore(facts: CaseFacts) -> Self {
        Self(facts)
    }

    /// What is known of it.
    #[must_use]
    pub fn into_facts(self) -> CaseFacts {
        self.0
    }

    /// True once somebody has decided.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        self.resolution.is_some()
    }

    /// Whether somebody may still decide so.
    ///
    /// # Errors
    /// `Decided`, `NotAllowed`.
    pub fn may(&self, action: CaseAction) -> Result<(), CaseError> {
        if self.is_decided() {
            Err(CaseError::Decided)
        } else if self.kind.allows(action, Origin::of(self.attempt)) {
            Ok(())
        } else {
            Err(CaseError::NotAllowed)
        }
    }

    /// What is left to decide about when a part of it was given back, if that is something.
    #[must_use]
    pub fn left_after(&self, refunded: Money) -> Option<Money> {
        (refunded != self.amount).then(|| self.amount - refunded)
    }

    /// Whether one person may note alone that the bank has sent it back: above `alone_up_to` not
    /// whoever set the money aside.
    #[must_use]
    pub fn may_be_sent_back_by(
        &self,
        by: &str,
        set_aside_by: Option<&str>,
        alone_up_to: Money,
    ) -> bool {
        self.amount <= alone_up_to || set_aside_by != Some(by)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn a_case(kind: CaseKind, resolution: Option<&str>) -> Case {
        Case::restore(CaseFacts {
            id: CaseId(Uuid::nil()),
            kind,
            order: None,
            order_number: None,
            attempt: None,
            amount: Money::from_cents(43_31),
            note: String::new(),
            opened_at: "2026-11-22T10:00:00Z".parse().unwrap(),
            resolution: resolution.map(str::to_owned),
        })
    }

    #[test]
    fn a_case_is_decided_once_and_as_its_kind_allows() {
        let open = a_case(CaseKind::Unmatched, None);
        assert_eq!(open.may(CaseAction::Allocate), Ok(()));
        assert_eq!(open.may(CaseAction::Refund), Err(CaseError::NotAllowed));
        let decided = a_case(CaseKind::Unmatched, Some("sent back"));
        assert_eq!(decided.may(CaseAction::Allocate), Err(CaseError::Decided));
    }

    #[test]
    fn what_was_not_given_back_still_waits() {
        let case = a_case(CaseKind::Underpaid, None);
        assert_eq!(case.left_after(Money::from_cents(43_31)), None);
        assert_eq!(case.left_after(Money::from_cents(40_00)), Some(Money::from_cents(3_31)));
    }

    #[test]
    fn a_large_sum_of_nobody_needs_two_people() {
        let case = a_case(CaseKind::Unmatched, None);
        let (small, large) = (Money::from_cents(43_31), Money::from_cents(43_30));
        assert!(case.may_be_sent_back_by("rosa", Some("rosa"), small));
        assert!(!case.may_be_sent_back_by("rosa", Some("rosa"), large));
        assert!(case.may_be_sent_back_by("bruno", Some("rosa"), large));
        assert!(case.may_be_sent_back_by("rosa", None, large), "nobody set it aside");
    }

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
