//! Which order a credit was meant for, why, and what accepting it would do.

use super::{Credit, Name, OrderSeen, is_one_digit_off, is_swapped, numbers};
use crate::arrival::{CaseKind, Effect};
use crate::id::AccountId;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// One thing that speaks for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Its number stands in the text.
    OrderNumber,
    /// Its number stands there, with two neighbouring digits swapped.
    SwappedDigits {
        /// The number in the words of the transfer.
        written: i64,
    },
    /// Its number stands there, with one digit wrong.
    WrongDigit {
        /// The number in the words of the transfer.
        written: i64,
    },
    /// Exactly what is missing arrived.
    Amount,
    /// The payer has the holder's name.
    Name,
    /// The same account has paid for this customer before.
    Iban,
}

/// How far a proposal can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Confidence {
    /// One thing speaks for it: somebody has to look.
    Weak,
    /// More than one thing does.
    Likely,
    /// The right number and the right amount, on an order that waits for it.
    Sure,
}

/// What accepting a credit for an order would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consequence {
    /// The order is paid, exactly.
    Pays,
    /// The order is paid, and this much is too much.
    PaysAndLeaves(Money),
    /// The order waits on, and this much is still missing.
    LeavesMissing(Money),
    /// The order was paid before: the money waits for a decision.
    PaidBefore,
    /// The order was called off: likewise.
    Cancelled,
}

impl Consequence {
    /// What `arrived` would do to an order.
    #[must_use]
    pub fn of(order: &OrderSeen, arrived: Money) -> Self {
        match order.state.effect(order.due, order.held, arrived) {
            Effect::Pay => Self::Pays,
            Effect::PayAndHold(excess) => Self::PaysAndLeaves(excess),
            Effect::Hold(CaseKind::Underpaid) => Self::LeavesMissing(order.missing() - arrived),
            Effect::Hold(CaseKind::PaidAfterCancel) => Self::Cancelled,
            Effect::Hold(
                CaseKind::PaidTwice
                | CaseKind::Overpaid
                | CaseKind::Unmatched
                | CaseKind::NeverAnswered,
            ) => Self::PaidBefore,
        }
    }

    /// True when the order waits for money.
    #[must_use]
    pub fn is_wanted(self) -> bool {
        match self {
            Self::Pays | Self::PaysAndLeaves(_) | Self::LeavesMissing(_) => true,
            Self::PaidBefore | Self::Cancelled => false,
        }
    }
}

/// An order that a credit may have been meant for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The number of the order.
    pub number: i64,
    /// Whom it is for.
    pub holder: String,
    /// What is missing for it.
    pub missing: Money,
    /// What speaks for it, the strongest first.
    pub reasons: Vec<Reason>,
    /// How much that is.
    pub confidence: Confidence,
    /// What accepting would do.
    pub consequence: Consequence,
}

/// What was found for a credit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Match {
    /// No order fits.
    Nothing,
    /// One fits best.
    One {
        /// The proposal.
        best: Candidate,
        /// What else could be meant, the likelier first.
        others: Vec<Candidate>,
    },
    /// These fit equally well, so none is proposed.
    Several(Vec<Candidate>),
}

impl Match {
    /// How far its proposal can be trusted; none without one.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        match self {
            Self::One { best, .. } => Some(best.confidence),
            Self::Nothing | Self::Several(_) => None,
        }
    }
}

/// The most orders that are shown as equally good; more help nobody.
const SEVERAL_MAX: usize = 4;

/// The most that are shown beside the best.
const OTHERS_MAX: usize = 2;

/// Finds the order that a credit was meant for. `payer_before` are the accounts for which the same
/// IBAN has paid before.
///
/// The right number in the text wins over anything else that speaks for another order. An amount
/// alone is only proposed when no other order waits for the same. Two orders that fit equally well
/// are both shown and none is proposed (`docs/rules.md` P3).
#[must_use]
pub fn propose(credit: &Credit, orders: &[OrderSeen], payer_before: &[AccountId]) -> Match {
    let numbers = numbers(&credit.text);
    let is_right = |number: &i64| orders.iter().any(|order| order.number == *number);
    let clues = Clues {
        credit,
        wrong_numbers: numbers.iter().copied().filter(|number| !is_right(number)).collect(),
        numbers,
        payer: Name::of(&credit.payer),
        text: Name::of(&credit.text),
        payer_before,
    };
    let mut found: Vec<(u32, Candidate)> =
        orders.iter().filter_map(|order| clues.candidate(order)).collect();
    found.sort_by_key(|(score, candidate)| (std::cmp::Reverse(*score), candidate.number));

    let Some(&(top, _)) = found.first() else { return Match::Nothing };
    let ties = found.iter().take_while(|(score, _)| *score == top).count();
    let mut found = found.into_iter().map(|(_, candidate)| candidate);
    match ties {
        1 => match found.next() {
            Some(best) => one(best, found),
            None => Match::Nothing,
        },
        2..=SEVERAL_MAX => {
            let several: Vec<_> = found.take(ties).collect();
            let only_amount = |one: &Candidate| one.reasons == [Reason::Amount];
            if several.iter().any(only_amount) { Match::Nothing } else { Match::Several(several) }
        }
        _ => Match::Nothing,
    }
}

/// A proposal, with what else is likely. Somebody who names two orders that wait for money may mean
/// either, whatever the amount says.
fn one(mut best: Candidate, others: impl Iterator<Item = Candidate>) -> Match {
    let is_likely = |other: &Candidate| other.confidence >= Confidence::Likely;
    let others: Vec<_> = others.filter(is_likely).take(OTHERS_MAX).collect();
    let is_named_too = |other: &Candidate| {
        other.consequence.is_wanted() && other.reasons.contains(&Reason::OrderNumber)
    };
    if others.iter().any(is_named_too) {
        best.confidence = best.confidence.min(Confidence::Likely);
    }
    Match::One { best, others }
}

/// A credit, read once for all orders.
struct Clues<'a> {
    credit: &'a Credit,
    numbers: Vec<i64>,
    /// Those that are no order's.
    wrong_numbers: Vec<i64>,
    payer: Name,
    text: Name,
    payer_before: &'a [AccountId],
}

impl Clues<'_> {
    fn candidate(&self, order: &OrderSeen) -> Option<(u32, Candidate)> {
        let consequence = Consequence::of(order, self.credit.amount);
        let number = self.number(order.number);
        if !consequence.is_wanted() && number != Some(Reason::OrderNumber) {
            return None;
        }
        let reasons: Vec<Reason> = number
            .into_iter()
            .chain((consequence == Consequence::Pays).then_some(Reason::Amount))
            .chain(self.is_named(order).then_some(Reason::Name))
            .chain(self.payer_before.contains(&order.account).then_some(Reason::Iban))
            .collect();
        let confidence = confidence(&reasons, consequence)?;
        let score = reasons.iter().map(weight).sum::<u32>() + u32::from(consequence.is_wanted());
        let candidate = Candidate {
            number: order.number,
            holder: order.holder.clone(),
            missing: order.missing(),
            reasons,
            confidence,
            consequence,
        };
        Some((score, candidate))
    }

    fn number(&self, number: i64) -> Option<Reason> {
        if self.numbers.contains(&number) {
            return Some(Reason::OrderNumber);
        }
        let written = |among: &[i64], is_meant: fn(i64, i64) -> bool| {
            among.iter().copied().find(|written| is_meant(*written, number))
        };
        let swapped = written(&self.numbers, is_swapped);
        swapped.map(|written| Reason::SwappedDigits { written }).or_else(|| {
            // Numbers follow each other: one that is right is a digit off from its neighbours.
            let wrong = written(&self.wrong_numbers, is_one_digit_off);
            wrong.map(|written| Reason::WrongDigit { written })
        })
    }

    fn is_named(&self, order: &OrderSeen) -> bool {
        order.name.is_like(&self.payer) || order.name.is_in(&self.text)
    }
}

/// What a reason counts beside others. An exact number is more than all others together.
fn weight(reason: &Reason) -> u32 {
    match reason {
        Reason::OrderNumber => 100,
        Reason::SwappedDigits { .. } => 10,
        Reason::Amount => 8,
        Reason::WrongDigit { .. } => 6,
        Reason::Name | Reason::Iban => 5,
    }
}

/// How much the reasons are; none when they are too few to speak of.
fn confidence(reasons: &[Reason], consequence: Consequence) -> Option<Confidence> {
    let (first, others) = reasons.split_first()?;
    Some(match first {
        Reason::OrderNumber if consequence == Consequence::Pays => Confidence::Sure,
        Reason::OrderNumber => Confidence::Likely,
        // Numbers follow each other, so one digit off is somebody else's order as a rule.
        Reason::WrongDigit { .. } if others.is_empty() => return None,
        Reason::WrongDigit { .. } if !others.contains(&Reason::Amount) => Confidence::Weak,
        _ if others.is_empty() => Confidence::Weak,
        Reason::SwappedDigits { .. }
        | Reason::WrongDigit { .. }
        | Reason::Amount
        | Reason::Name
        | Reason::Iban => Confidence::Likely,
    })
}

#[cfg(test)]
#[path = "proposal_tests.rs"]
mod tests;
