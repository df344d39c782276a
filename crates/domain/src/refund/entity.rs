//! One refund, from the wish of a member of staff to the answer of the provider.

use std::ops::Deref;

use super::{RefundError, Way};
use crate::case::{Origin, RefundOutcome};
use crate::id::{AttemptId, CaseId, OrderId, RefundId};
use crate::ledger::{Booking, LedgerAccount};
use crate::money::Money;

/// Where a refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum RefundState {
    /// Somebody else on the staff has to agree.
    AwaitsApproval,
    /// Committed; the provider has not confirmed it yet.
    Started,
    /// The provider has confirmed it, or the office sends it by bank.
    Done,
    /// The provider said no, or the office after all.
    Refused,
}

impl RefundState {
    /// True while something is still to happen.
    #[must_use]
    pub fn is_open(self) -> bool {
        match self {
            Self::AwaitsApproval | Self::Started => true,
            Self::Done | Self::Refused => false,
        }
    }

    /// True once it is booked: the money is gone, or on its way.
    #[must_use]
    pub fn is_decided(self) -> bool {
        match self {
            Self::Started | Self::Done => true,
            Self::AwaitsApproval | Self::Refused => false,
        }
    }
}

/// What is known of a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundFacts {
    /// Names it between programs; the provider's idempotency key.
    pub id: RefundId,
    /// The order whose money it is.
    pub order: OrderId,
    /// The number of that order.
    pub order_number: i64,
    /// Through which try the money came; none for a transfer, which the office sends by itself.
    pub attempt: Option<AttemptId>,
    /// Set when the money was held and never paid the order.
    pub case: Option<CaseId>,
    /// How much goes back, in euro.
    pub amount: Money,
    /// In the words of whoever asked.
    pub reason: String,
    /// How far it has come.
    pub state: RefundState,
    /// The member of staff who asked.
    pub asked_by: String,
    /// The member of staff who agreed.
    pub approved_by: Option<String>,
    /// Who took it back before anybody agreed.
    pub withdrawn_by: Option<String>,
}

/// A refund that somebody asks for.
#[derive(Clone, Debug)]
pub struct NewRefund {
    /// A fresh id.
    pub id: RefundId,
    /// The order whose money it is.
    pub order: OrderId,
    /// The number of that order.
    pub order_number: i64,
    /// The case that it answers; none for money that paid the order.
    pub case: Option<CaseId>,
    /// How much shall go back, in euro.
    pub amount: Money,
    /// In the words of whoever asks.
    pub reason: String,
    /// The member of staff.
    pub by: String,
}

/// Money that is given back. Its facts are read like fields, and change only as the rules here say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund(RefundFacts);

impl Deref for Refund {
    type Target = RefundFacts;

    fn deref(&self) -> &RefundFacts {
        &self.0
    }
}

impl Refund {
    /// One that was stored.
    #[must_use]
    pub fn restore(facts: RefundFacts) -> Self {
        Self(facts)
    }

    /// What is known of it.
    #[must_use]
    pub fn into_facts(self) -> RefundFacts {
        self.0
    }

    /// Asks for one that goes this way. Up to `alone_up_to` nobody else has to agree.
    ///
    /// # Errors
    /// `TooLarge` for more than can go this way, and for nothing at all.
    pub fn ask(new: NewRefund, way: Way, alone_up_to: Money) -> Result<Self, RefundError> {
        let NewRefund { id, order, order_number, case, amount, reason, by } = new;
        if amount > way.most || amount <= Money::ZERO {
            return Err(RefundError::TooLarge { most: way.most });
        }
        let alone = amount <= alone_up_to;
        Ok(Self(RefundFacts {
            id,
            order,
            order_number,
            attempt: way.attempt,
            case,
            amount,
            reason,
            state: if alone { RefundState::Started } else { RefundState::AwaitsApproval },
            asked_by: by,
            approved_by: None,
            withdrawn_by: None,
        }))
    }

    /// True when it is what the same form has asked for before.
    #[must_use]
    pub fn answers(&self, order: OrderId, case: Option<CaseId>, amount: Money) -> bool {
        (self.order, self.case, self.amount) == (order, case, amount)
            && self.state != RefundState::Refused
    }

    /// A second member of staff agrees; false for whoever asked, and once it is decided.
    pub fn approve(&mut self, by: &str) -> bool {
        let may = self.0.state == RefundState::AwaitsApproval && self.0.asked_by != by;
        if may {
            self.0.state = RefundState::Started;
            self.0.approved_by = Some(by.to_owned());
        }
        may
    }

    /// Somebody takes it back before anybody has agreed, so that its case can have another; false
    /// once it is decided.
    pub fn withdraw(&mut self, by: &str) -> bool {
        let may = self.0.state == RefundState::AwaitsApproval;
        if may {
            self.0.state = RefundState::Refused;
            self.0.case = None;
            self.0.withdrawn_by = Some(by.to_owned());
        }
        may
    }

    /// It is confirmed; false when it was settled before.
    pub fn confirm(&mut self) -> bool {
        self.settle(RefundState::Done)
    }

    /// It does not go back after all; false when it was settled before.
    pub fn refuse(&mut self) -> bool {
        self.settle(RefundState::Refused)
    }

    fn settle(&mut self, state: RefundState) -> bool {
        let is_started = self.0.state == RefundState::Started;
        if is_started {
            self.0.state = state;
        }
        is_started
    }

    /// From where the money is to whoever paid.
    #[must_use]
    pub fn booking(&self) -> Booking {
        let from = match self.attempt {
            Some(_) => LedgerAccount::Provider,
            None => LedgerAccount::Bank,
        };
        let to = match self.case {
            Some(_) => LedgerAccount::Held,
            None => LedgerAccount::Sales,
        };
        Booking::transfer(from, to, self.amount)
    }

    /// What the office is told of it.
    #[must_use]
    pub fn outcome(&self) -> RefundOutcome {
        match self.state {
            RefundState::AwaitsApproval => RefundOutcome::AwaitsApproval,
            RefundState::Started => RefundOutcome::AwaitsProvider,
            RefundState::Done => RefundOutcome::GivenBack(Origin::of(self.attempt)),
            RefundState::Refused if self.withdrawn_by.is_some() => RefundOutcome::CalledOff,
            RefundState::Refused => RefundOutcome::NotGivenBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ALONE: i64 = 100_00;

    fn asked(cents: i64, most: i64) -> Result<Refund, RefundError> {
        let new = NewRefund {
            id: RefundId(Uuid::nil()),
            order: OrderId(Uuid::nil()),
            order_number: 26_000_001,
            case: None,
            amount: Money::from_cents(cents),
            reason: "pagato due volte".into(),
            by: "rosa".into(),
        };
        let way = Way { attempt: None, most: Money::from_cents(most) };
        Refund::ask(new, way, Money::from_cents(ALONE))
    }

    #[test]
    fn no_more_goes_back_than_is_there_and_never_nothing() {
        let most = Money::from_cents(43_31);
        for cents in [43_32, 0, -1] {
            assert_eq!(asked(cents, 43_31), Err(RefundError::TooLarge { most }));
        }
        assert_eq!(asked(43_31, 43_31).unwrap().state, RefundState::Started);
    }

    #[test]
    fn a_large_one_waits_for_a_second_person() {
        assert_eq!(asked(ALONE, 200_00).unwrap().state, RefundState::Started);
        let mut large = asked(ALONE + 1, 200_00).unwrap();
        assert_eq!(large.outcome(), RefundOutcome::AwaitsApproval);
        assert!(!large.approve("rosa"), "her own");
        assert!(large.approve("bruno"));
        assert_eq!(
            (large.state, large.approved_by.as_deref()),
            (RefundState::Started, Some("bruno"))
        );
        assert!(!large.approve("carla"), "it is decided");
    }

    #[test]
    fn one_that_nobody_agreed_to_is_taken_back() {
        let mut large = asked(ALONE + 1, 200_00).unwrap();
        assert!(large.withdraw("rosa") && !large.withdraw("rosa") && !large.approve("bruno"));
        assert_eq!(large.outcome(), RefundOutcome::CalledOff);
        assert!(!asked(10_00, 43_31).unwrap().withdraw("rosa"), "it is on its way");
    }

    #[test]
    fn it_is_settled_once() {
        let mut refund = asked(10_00, 43_31).unwrap();
        assert!(refund.confirm() && !refund.refuse() && !refund.confirm());
        assert_eq!(refund.outcome(), RefundOutcome::GivenBack(Origin::Bank));
        let mut waits = asked(ALONE + 1, 200_00).unwrap();
        assert!(!waits.confirm(), "nobody has agreed");
    }

    #[test]
    fn the_same_form_asks_for_the_same() {
        let mut refund = asked(10_00, 43_31).unwrap();
        let (order, amount) = (refund.order, refund.amount);
        assert!(refund.answers(order, None, amount));
        assert!(!refund.answers(order, None, Money::from_cents(9_99)));
        assert!(refund.refuse() && !refund.answers(order, None, amount), "a refused one is over");
    }

    #[test]
    fn money_of_a_transfer_leaves_the_bank() {
        let booked = asked(10_00, 43_31).unwrap().booking();
        let expected =
            Booking::transfer(LedgerAccount::Bank, LedgerAccount::Sales, Money::from_cents(10_00));
        assert_eq!(booked, expected);
    }
}
