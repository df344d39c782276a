//! The limits of refunds: what can still go back of the money that paid an order.

use crate::case::Origin;
use crate::id::AttemptId;
use crate::money::Money;

/// What one try collected of the money that paid an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collected {
    /// The try.
    pub attempt: AttemptId,
    /// What of its money paid the order.
    pub amount: Money,
    /// What of it was given back, or will be.
    pub given_back: Money,
}

/// What can still be given back of the money that paid an order, by each way that it came: what a
/// try collected goes back through that try, and the rest by bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refundable(Vec<(Option<AttemptId>, Money)>);

impl Refundable {
    /// Of an order that `paid` has paid, of which `by_bank` was given back by bank, or will be.
    #[must_use]
    pub fn of(paid: Money, by_bank: Money, collected: &[Collected]) -> Self {
        let mut at_bank = paid - by_bank;
        let mut ways = Vec::new();
        for part in collected {
            at_bank = at_bank - part.amount;
            ways.push((Some(part.attempt), part.amount - part.given_back));
        }
        ways.push((None, at_bank));
        Self(ways)
    }

    /// The most that one refund can be.
    #[must_use]
    pub fn most(&self) -> Money {
        self.0.iter().map(|(_, left)| *left).max().unwrap_or(Money::ZERO)
    }

    /// The way that all of it goes; none when more than one is left.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        let left = self.0.iter().filter(|(_, left)| *left > Money::ZERO);
        let mut origins: Vec<_> = left.map(|(attempt, _)| Origin::of(*attempt)).collect();
        origins.dedup();
        if let [origin] = origins[..] { Some(origin) } else { None }
    }

    /// The way that `amount` goes, and the most that can go it.
    #[must_use]
    pub fn way_for(&self, amount: Money) -> Way {
        let way = self.0.iter().find(|(_, left)| amount <= *left);
        let (attempt, most) = way.copied().unwrap_or((None, self.most()));
        Way { attempt, most }
    }
}

/// How money goes back, and how much of it can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Through which try; none for a transfer, which the office sends by itself.
    pub attempt: Option<AttemptId>,
    /// The most that can go this way.
    pub most: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents)
    }

    fn collected(attempt: u128, amount: i64, given_back: i64) -> Collected {
        let attempt = AttemptId(uuid::Uuid::from_u128(attempt));
        Collected { attempt, amount: cents(amount), given_back: cents(given_back) }
    }

    #[test]
    fn money_goes_back_the_way_it_came() {
        let parts = [collected(1, 30_00, 10_00)];
        let left = Refundable::of(cents(43_31), Money::ZERO, &parts);
        let card = Some(parts[0].attempt);
        assert_eq!(left.way_for(cents(20_00)), Way { attempt: card, most: cents(20_00) });
        assert_eq!(left.most(), cents(20_00), "13,31 € came by bank, 20,00 € are left on the card");
        assert_eq!(left.origin(), None, "there are two ways");
    }

    #[test]
    fn a_refund_that_is_too_large_hears_the_most() {
        let left = Refundable::of(cents(43_31), cents(40_00), &[]);
        assert_eq!(left.way_for(cents(3_32)), Way { attempt: None, most: cents(3_31) });
        assert_eq!(left.origin(), Some(Origin::Bank));
    }

    #[test]
    fn nothing_is_left_of_what_was_given_back() {
        let parts = [collected(1, 43_31, 43_31)];
        let left = Refundable::of(cents(43_31), Money::ZERO, &parts);
        assert_eq!((left.most(), left.origin()), (Money::ZERO, None));
    }
}
