//! The set-up of a stored method: begun at the provider, and learned of until it is known what came
//! of it.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::id::{AccountId, OrderId, StoredMethodId};
use crate::order::PaymentMethod;
use crate::payment::{Refusal, pause_before_question};
use crate::stored_method::{MethodFacts, MethodName, MethodReference, StoredMethod};

/// How far a set-up has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetupState {
    /// The customer may still be at the page of the provider.
    Open,
    /// The customer has left the page, or it is too late.
    GivenUp,
    /// The provider does not store it.
    Refused(Refusal),
    /// It can be charged from now on.
    Stored,
}

/// What is known of a set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupFacts {
    /// The provider's idempotency key; that of the payment where there is one.
    pub id: Uuid,
    /// Who pays with it afterwards.
    pub account: AccountId,
    /// The name of the provider that would store it.
    pub provider: String,
    /// The provider's name for the customer.
    pub customer: String,
    /// A card or `PayPal`.
    pub kind: PaymentMethod,
    /// The order that was paid with it; none on a page of its own.
    pub order: Option<OrderId>,
    /// The method that gives way to it.
    pub replaces: Option<StoredMethodId>,
    /// The provider's name for the set-up, once it has told.
    pub reference: Option<String>,
    /// Where the customer leaves it, at the provider.
    pub page: Option<String>,
    /// How far it has come.
    pub state: SetupState,
    /// When it was begun.
    pub begun_at: DateTime<Utc>,
    /// Questions to the provider that found nothing out.
    pub asked: u32,
    /// When the next one is due; none once it is known what came of it.
    pub next_question_at: Option<DateTime<Utc>>,
}

/// With what a set-up begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSetup {
    /// The provider's idempotency key.
    pub id: Uuid,
    /// Who pays with it afterwards.
    pub account: AccountId,
    /// The name of the provider.
    pub provider: String,
    /// The provider's name for the customer.
    pub customer: String,
    /// A card or `PayPal`.
    pub kind: PaymentMethod,
}

/// What the provider says of a set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupNews {
    /// The customer is on the provider's page, or may go there.
    Open {
        /// Its address, where it is told.
        page: Option<String>,
    },
    /// The page was closed and nothing is stored.
    GivenUp,
    /// The provider will not store it.
    Refused(Refusal),
    /// It is stored.
    Stored,
}

/// A set-up. Its facts are read like fields, and change only as the rules here say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodSetup(SetupFacts);

impl Deref for MethodSetup {
    type Target = SetupFacts;

    fn deref(&self) -> &SetupFacts {
        &self.0
    }
}

impl MethodSetup {
    /// One on a page of its own, which may replace a method. The customer is about to be led there, so
    /// the provider is not asked about it at once.
    #[must_use]
    pub fn begin(new: NewSetup, replaces: Option<StoredMethodId>, now: DateTime<Utc>) -> Self {
        let next_question_at = pause_before_question(0).map(|pause| now + pause);
        Self(SetupFacts { replaces, next_question_at, ..begun(new, now) })
    }

    /// One that an order was paid with, on a page that was to store it: the payment has gone well, so
    /// the provider can be asked now.
    #[must_use]
    pub fn after_payment(
        new: NewSetup,
        order: OrderId,
        reference: Option<String>,
        now: DateTime<Utc>,
    ) -> Self {
        let (order, next_question_at) = (Some(order), Some(now));
        Self(SetupFacts { order, reference, next_question_at, ..begun(new, now) })
    }

    /// One that was stored.
    #[must_use]
    pub fn restore(facts: SetupFacts) -> Self {
        Self(facts)
    }

    /// The provider has said something. What is over stays as it was.
    pub fn learn(&mut self, reference: String, news: SetupNews) {
        let known = &mut self.0;
        if known.state != SetupState::Open {
            return;
        }
        known.reference = Some(reference);
        known.state = match news {
            SetupNews::Open { page } => {
                known.page = page.or(known.page.take());
                return;
            }
            SetupNews::GivenUp => SetupState::GivenUp,
            SetupNews::Refused(refusal) => SetupState::Refused(refusal),
            SetupNews::Stored => SetupState::Stored,
        };
        known.next_question_at = None;
    }

    /// A question has found nothing out: it is asked again later. After the last one it is given up.
    pub fn stay_unknown(&mut self, now: DateTime<Utc>) {
        let known = &mut self.0;
        known.asked += 1;
        known.next_question_at = pause_before_question(known.asked).map(|pause| now + pause);
        if known.next_question_at.is_none() {
            known.state = SetupState::GivenUp;
        }
    }

    /// The method that it has set up, by the provider's name for it and by its owner's.
    #[must_use]
    pub fn method(&self, id: StoredMethodId, method: String, name: MethodName) -> StoredMethod {
        let stored = MethodReference { customer: self.customer.clone(), method };
        let (account, provider) = (self.account, self.provider.clone());
        StoredMethod::restore(MethodFacts { id, account, provider, stored, name })
    }
}

fn begun(new: NewSetup, now: DateTime<Utc>) -> SetupFacts {
    let NewSetup { id, account, provider, customer, kind } = new;
    SetupFacts {
        id,
        account,
        provider,
        customer,
        kind,
        order: None,
        replaces: None,
        reference: None,
        page: None,
        state: SetupState::Open,
        begun_at: now,
        asked: 0,
        next_question_at: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn a_setup() -> MethodSetup {
        let new = NewSetup {
            id: Uuid::nil(),
            account: AccountId(Uuid::nil()),
            provider: "stripe".into(),
            customer: "cus_1".into(),
            kind: PaymentMethod::Card,
        };
        MethodSetup::begin(new, None, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn what_is_over_is_asked_about_no_more_and_stays_as_it_was() {
        for (news, state) in [
            (SetupNews::GivenUp, SetupState::GivenUp),
            (SetupNews::Refused(Refusal::Declined), SetupState::Refused(Refusal::Declined)),
            (SetupNews::Stored, SetupState::Stored),
        ] {
            let mut setup = a_setup();
            assert!(setup.next_question_at.is_some_and(|at| at > DateTime::UNIX_EPOCH));

            setup.learn("seti_1".into(), news);
            setup.learn("seti_2".into(), SetupNews::Open { page: None });

            assert_eq!((setup.state, setup.next_question_at), (state, None));
            assert_eq!(setup.reference.as_deref(), Some("seti_1"));
        }
    }

    #[test]
    fn a_page_that_was_told_once_stays_known() {
        let mut setup = a_setup();

        setup.learn("seti_1".into(), SetupNews::Open { page: Some("https://a.example".into()) });
        setup.learn("seti_1".into(), SetupNews::Open { page: None });

        assert_eq!(setup.page.as_deref(), Some("https://a.example"));
        assert_eq!(setup.state, SetupState::Open);
    }

    #[test]
    fn after_the_last_question_it_is_given_up() {
        let mut setup = a_setup();
        while setup.next_question_at.is_some() {
            assert_eq!(setup.state, SetupState::Open);
            setup.stay_unknown(DateTime::UNIX_EPOCH);
        }

        assert_eq!(setup.state, SetupState::GivenUp);
        assert!(setup.asked > 3);
    }
}
