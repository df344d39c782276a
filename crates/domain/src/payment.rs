//! One try to collect money through a payment provider, and what becomes of it.
//!
//! Three voices tell the same story: the page that the customer comes back to, the provider's
//! signed messages, and the janitor who asks. They arrive late, twice and in any order, so what
//! is known about an attempt only ever grows: [`AttemptState::learn`] is a maximum, and the order
//! of the voices cannot matter (`docs/rules.md` P1).

mod attempt;
mod error;
mod pay_with;

pub use attempt::{Attempt, AttemptFacts, Source, Told};
pub use error::PaymentError;
pub use pay_with::{NoWayToPay, PayWith};

pub use crate::arrival::{CaseKind, Effect, Proposal};

use crate::money::Money;
use crate::order::PaymentMethod;
use crate::party::Kind;
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// Why a provider did not collect the money. Ordered only so that two refusals have one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum Refusal {
    /// The provider would not even begin; the customer can do nothing about it.
    Technical,
    /// The bank said no and gave no reason that may be told.
    Declined,
    /// There is not enough money on the card or account.
    InsufficientFunds,
    /// The card has expired.
    Expired,
    /// The bank wants the customer to confirm, and the confirmation failed.
    AuthenticationFailed,
}

/// What is known about an attempt, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AttemptState {
    /// Written down; the provider has not been heard yet.
    Started,
    /// The provider was asked and no answer came back: money may or may not move.
    Unknown,
    /// The customer is on the provider's page, or the bank is at work.
    Pending,
    /// The customer has to confirm at their bank.
    NeedsAuthentication,
    /// Nobody could tell in all the time that we asked. The office looks at it.
    Abandoned,
    /// The customer gave up, or the page was closed.
    Cancelled,
    /// The provider said no.
    Refused(Refusal),
    /// The money moved. Nothing that is said later can undo this; a refund is another matter.
    Succeeded,
}

impl AttemptState {
    /// What is known after hearing `told`, once or many times, now or later.
    #[must_use]
    pub fn learn(self, told: Self) -> Self {
        self.max(told)
    }

    /// True while the outcome is open. An order has at most one such attempt.
    #[must_use]
    pub fn is_live(self) -> bool {
        match self {
            Self::Started | Self::Unknown | Self::Pending | Self::NeedsAuthentication => true,
            Self::Abandoned | Self::Cancelled | Self::Refused(_) | Self::Succeeded => false,
        }
    }
}

/// What a customer may know of the newest try to pay an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAttempt {
    /// How it should be paid.
    pub method: PaymentMethod,
    /// How far it has come.
    pub state: AttemptState,
    /// Where the customer pays, at the provider, while that is possible.
    pub page: Option<String>,
}

/// How long the janitor waits before the question number `asked + 1`; none when it is time to
/// stop asking. Minutes at first, then hours, then days: a week in all.
#[must_use]
pub fn pause_before_question(asked: u32) -> Option<TimeDelta> {
    Some(match asked {
        0 => TimeDelta::minutes(1),
        1 => TimeDelta::minutes(2),
        2 => TimeDelta::minutes(5),
        3 => TimeDelta::minutes(15),
        4 => TimeDelta::hours(1),
        5 => TimeDelta::hours(3),
        6 => TimeDelta::hours(6),
        7 => TimeDelta::hours(12),
        8..=13 => TimeDelta::days(1),
        _ => return None,
    })
}

/// Days after the order on which somebody who has not paid is reminded, unless configured
/// otherwise.
pub const REMINDER_DAYS: [u32; 3] = [3, 10, 20];

/// How many reminders should have left when an order is this old.
#[must_use]
pub fn reminders_due(age_days: i64, days: &[u32]) -> usize {
    days.iter().filter(|day| i64::from(**day) <= age_days).count()
}

impl PaymentMethod {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Card, Self::PayPal, Self::PostalSlip, Self::BankTransfer];

    /// True for a way that this kind of subject can pay in: a public body commits itself, and then
    /// pays by transfer.
    #[must_use]
    pub fn is_open_to(self, kind: Kind) -> bool {
        match self {
            Self::BankTransfer => true,
            Self::PostalSlip | Self::Card | Self::PayPal => kind != Kind::PublicBody,
        }
    }

    /// True for an amount that can be paid so: providers do not collect less than 0,50 €.
    /// <https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts>
    #[must_use]
    pub fn can_pay(self, amount: Money) -> bool {
        !self.is_immediate() || amount.is_zero() || amount >= Money::from_cents(50)
    }

    /// True for money that a provider collects while the customer waits; the rest arrives by
    /// itself and is registered by the office.
    #[must_use]
    pub fn is_immediate(self) -> bool {
        match self {
            Self::Card | Self::PayPal => true,
            Self::BankTransfer | Self::PostalSlip => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn money_that_moved_stays_moved() {
        let known = AttemptState::Cancelled.learn(AttemptState::Succeeded);
        assert_eq!(known, AttemptState::Succeeded);
        assert_eq!(known.learn(AttemptState::Refused(Refusal::Declined)), AttemptState::Succeeded);
        assert_eq!(known.learn(AttemptState::Unknown), AttemptState::Succeeded);
    }

    #[test]
    fn silence_never_hides_what_was_said() {
        assert_eq!(AttemptState::Pending.learn(AttemptState::Unknown), AttemptState::Pending);
        let refused = AttemptState::Refused(Refusal::Expired);
        assert_eq!(refused.learn(AttemptState::Unknown), refused);
    }

    #[test]
    fn a_public_body_pays_by_transfer_only() {
        let open_to = |kind| PaymentMethod::ALL.into_iter().filter(move |m| m.is_open_to(kind));
        assert!(open_to(Kind::PublicBody).eq([PaymentMethod::BankTransfer]));
        assert!(open_to(Kind::Company).eq(PaymentMethod::ALL));
    }

    #[test]
    fn small_change_is_not_collected() {
        let can_pay = |amount| PaymentMethod::ALL.map(|method| method.can_pay(euro(amount)));
        assert_eq!(can_pay("0.49"), [false, false, true, true]);
        assert_eq!(can_pay("0.50"), [true; 4]);
        assert_eq!(can_pay("0.00"), [true; 4], "an order of nothing needs no provider");
    }

    #[test]
    fn the_janitor_asks_for_a_week_and_a_bit() {
        let pauses: Vec<_> = (0..).map_while(pause_before_question).collect();
        let whole: TimeDelta = pauses.iter().copied().sum();
        assert_eq!(pauses.len(), 14);
        assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]));
        assert!(whole > TimeDelta::days(6) && whole < TimeDelta::days(8), "{whole}");
    }

    #[test]
    fn reminders_leave_on_their_days() {
        let sent = |age| reminders_due(age, &REMINDER_DAYS);
        assert_eq!([2, 3, 9, 10, 20, 29].map(sent), [0, 1, 1, 2, 3, 3]);
    }
}
