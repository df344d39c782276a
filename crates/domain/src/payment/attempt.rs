//! One try to collect the money of an order: begun once, and then only ever known better.

use std::ops::Deref;

use chrono::{DateTime, Utc};

use super::{AttemptState, PayWith, pause_before_question};
use crate::id::{AttemptId, OrderId, StoredMethodId};
use crate::money::Money;
use crate::order::{Order, PaymentMethod};
use crate::stored_method::MethodReference;

/// What is known of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptFacts {
    /// Names it between programs; the provider's idempotency key.
    pub id: AttemptId,
    /// The order whose money is collected.
    pub order: OrderId,
    /// The number of that order.
    pub order_number: i64,
    /// The name of the provider that was asked.
    pub provider: String,
    /// Card or `PayPal`.
    pub method: PaymentMethod,
    /// What is asked for; once it has succeeded, what was collected.
    pub amount: Money,
    /// Where the money comes from.
    pub source: Source,
    /// How far it has come.
    pub state: AttemptState,
    /// The provider's name for it.
    pub reference: Option<String>,
    /// Where the customer pays, at the provider.
    pub page: Option<String>,
    /// The customer was at the provider, which has not answered since.
    pub unanswered: bool,
    /// When it was written down, before the provider heard of it.
    pub begun_at: DateTime<Utc>,
    /// How often the janitor has asked.
    pub asked: u32,
    /// When it asks next; never once the outcome is known.
    pub next_question_at: Option<DateTime<Utc>>,
}

/// Where the money comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The customer pays on the provider's page.
    Page {
        /// The provider's name for the customer, when it shall store the method.
        saves_for: Option<String>,
    },
    /// A method that the provider stores.
    Stored {
        /// Our name for it.
        id: StoredMethodId,
        /// The provider's names for it when the try began: a request that is repeated must be the
        /// same request.
        stored: MethodReference,
        /// The customer has chosen it and is there, should the bank want a confirmation.
        attended: bool,
    },
}

impl Source {
    /// True when nobody is there to be asked.
    #[must_use]
    pub fn is_unattended(&self) -> bool {
        match self {
            Self::Page { .. } => false,
            Self::Stored { attended, .. } => !attended,
        }
    }
}

/// What a provider tells of a try.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// What became of it, as far as the provider knows.
    pub state: AttemptState,
    /// Its name for the try.
    pub reference: Option<&'a str>,
    /// Where the customer pays.
    pub page: Option<&'a str>,
    /// What was collected, where that is told.
    pub amount: Option<Money>,
}

/// A try to collect money. Its facts are read like fields, and change only as the rules here say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt(AttemptFacts);

impl Deref for Attempt {
    type Target = AttemptFacts;

    fn deref(&self) -> &AttemptFacts {
        &self.0
    }
}

impl Attempt {
    /// A try to collect what is still missing for an order, of which the provider has not heard.
    #[must_use]
    pub fn started(
        id: AttemptId,
        order: &Order,
        provider: &str,
        method: PaymentMethod,
        source: Source,
        now: DateTime<Utc>,
    ) -> Self {
        Self(AttemptFacts {
            id,
            order: order.id,
            order_number: order.number,
            provider: provider.to_owned(),
            method,
            amount: order.missing(),
            source,
            state: AttemptState::Started,
            reference: None,
            page: None,
            unanswered: false,
            begun_at: now,
            asked: 0,
            next_question_at: pause_before_question(0).map(|pause| now + pause),
        })
    }

    /// One that was stored.
    #[must_use]
    pub fn restore(facts: AttemptFacts) -> Self {
        Self(facts)
    }

    /// What is known of it.
    #[must_use]
    pub fn into_facts(self) -> AttemptFacts {
        self.0
    }

    /// True for one that collects what this order still misses in this way: a press on `Paga` goes
    /// on with it. One that was begun before a part arrived asks for too much, and one whose bank
    /// waits for its customer goes on only where there is a page for that.
    #[must_use]
    pub fn is_for(&self, with: PayWith, missing: Money) -> bool {
        let is_chosen = match &self.source {
            Source::Page { .. } => with.stored.is_none(),
            Source::Stored { attended: false, .. } => false,
            Source::Stored { id, .. } => {
                let leads_on =
                    self.state != AttemptState::NeedsAuthentication || self.page.is_some();
                with.stored == Some(*id) && leads_on
            }
        };
        is_chosen && self.method == with.method && self.amount == missing
    }

    /// Learns what the provider tells; true when the money has moved by that. Hearing the same
    /// again, or hearing old news, changes nothing, and the first names that were told stay.
    pub fn learn(&mut self, told: Told<'_>) -> bool {
        let known = &mut self.0;
        let before = known.state;
        known.state = before.learn(told.state);
        let has_arrived =
            known.state == AttemptState::Succeeded && before != AttemptState::Succeeded;
        if has_arrived && let Some(collected) = told.amount {
            known.amount = collected;
        }
        if known.reference.is_none() {
            known.reference = told.reference.map(str::to_owned);
        }
        if known.page.is_none() {
            known.page = told.page.map(str::to_owned);
        }
        known.unanswered &= told.state == AttemptState::Unknown;
        if !known.state.is_live() {
            known.next_question_at = None;
        }
        has_arrived
    }

    /// True when the janitor's next question is its last: then the try is called off with it.
    #[must_use]
    pub fn is_asked_for_the_last_time(&self) -> bool {
        pause_before_question(self.asked + 1).is_none()
    }

    /// A question of the janitor found nothing out: when it asks again. True after the last one:
    /// the try is abandoned, and the office has to look.
    pub fn stay_unknown(&mut self, now: DateTime<Utc>) -> bool {
        let known = &mut self.0;
        known.asked += 1;
        known.next_question_at = pause_before_question(known.asked).map(|pause| now + pause);
        let is_over = known.next_question_at.is_none();
        if is_over {
            known.state = known.state.learn(AttemptState::Abandoned);
        }
        is_over
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payment::Refusal;
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn now() -> DateTime<Utc> {
        "2026-11-22T10:00:00Z".parse().unwrap()
    }

    fn an_attempt() -> Attempt {
        Attempt::restore(AttemptFacts {
            id: AttemptId(Uuid::nil()),
            order: OrderId(Uuid::nil()),
            order_number: 26_000_001,
            provider: "stripe".into(),
            method: PaymentMethod::Card,
            amount: Money::from_cents(43_31),
            source: Source::Page { saves_for: None },
            state: AttemptState::Started,
            reference: None,
            page: None,
            unanswered: false,
            begun_at: now(),
            asked: 0,
            next_question_at: Some(now() + TimeDelta::minutes(1)),
        })
    }

    fn told(state: AttemptState) -> Told<'static> {
        Told { state, reference: Some("pi_1"), page: Some("https://pay.example"), amount: None }
    }

    #[test]
    fn money_arrives_once_however_often_it_is_told() {
        let mut attempt = an_attempt();
        let collected = Some(Money::from_cents(43_00));
        assert!(attempt.learn(Told { amount: collected, ..told(AttemptState::Succeeded) }));
        assert_eq!((attempt.amount, attempt.next_question_at), (Money::from_cents(43_00), None));

        let known = attempt.clone();
        assert!(!attempt.learn(told(AttemptState::Succeeded)));
        assert!(!attempt.learn(told(AttemptState::Refused(Refusal::Declined))));
        assert_eq!(attempt, known);
    }

    #[test]
    fn the_first_names_stay() {
        let mut attempt = an_attempt();
        attempt.learn(told(AttemptState::Pending));
        attempt.learn(Told { reference: Some("pi_2"), page: None, ..told(AttemptState::Pending) });
        assert_eq!(attempt.reference.as_deref(), Some("pi_1"));
        assert_eq!(attempt.page.as_deref(), Some("https://pay.example"));
    }

    #[test]
    fn an_answer_ends_what_nobody_answered() {
        let facts = AttemptFacts { unanswered: true, ..an_attempt().into_facts() };
        let mut attempt = Attempt::restore(facts);
        attempt.learn(told(AttemptState::Unknown));
        assert!(attempt.unanswered);
        attempt.learn(told(AttemptState::Pending));
        assert!(!attempt.unanswered);
    }

    #[test]
    fn the_janitor_gives_up_after_its_last_question() {
        let mut attempt = an_attempt();
        let mut questions = 1;
        while !attempt.stay_unknown(now()) {
            assert!(attempt.state.is_live() && attempt.next_question_at > Some(now()));
            questions += 1;
        }
        assert_eq!((questions, attempt.state), (14, AttemptState::Abandoned));
        assert!(attempt.is_asked_for_the_last_time());
    }

    #[test]
    fn only_the_same_payment_on_a_page_goes_on() {
        let (attempt, due) = (an_attempt(), Money::from_cents(43_31));
        assert!(attempt.is_for(PaymentMethod::Card.into(), due));
        assert!(!attempt.is_for(PaymentMethod::PayPal.into(), due));
        let part = Money::from_cents(3_31);
        assert!(!attempt.is_for(PaymentMethod::Card.into(), part), "a part arrived");
        assert!(!attempt.is_for(with_stored(1), due), "another way to pay");
    }

    fn with_stored(id: u128) -> PayWith {
        PayWith { method: PaymentMethod::Card, stored: Some(StoredMethodId(Uuid::from_u128(id))) }
    }

    #[test]
    fn a_stored_method_goes_on_while_its_customer_can_be_sent_on() {
        let stored = MethodReference { customer: "cus_1".into(), method: "pm_1".into() };
        let from = |attended, state, page: Option<&str>| {
            let source = Source::Stored {
                id: StoredMethodId(Uuid::from_u128(1)),
                stored: stored.clone(),
                attended,
            };
            let page = page.map(str::to_owned);
            Attempt::restore(AttemptFacts { source, state, page, ..an_attempt().into_facts() })
        };
        let due = Money::from_cents(43_31);
        let waits = AttemptState::NeedsAuthentication;
        assert!(from(true, AttemptState::Unknown, None).is_for(with_stored(1), due));
        assert!(from(true, waits, Some("https://bank.example")).is_for(with_stored(1), due));
        assert!(!from(true, waits, None).is_for(with_stored(1), due));
        assert!(!from(true, AttemptState::Unknown, None).is_for(with_stored(2), due));
        assert!(!from(true, AttemptState::Unknown, None).is_for(PaymentMethod::Card.into(), due));
        assert!(!from(false, AttemptState::Unknown, None).is_for(with_stored(1), due));
    }
}
