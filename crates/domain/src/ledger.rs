//! Where money is, and what is owed: accounts, and bookings that balance.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::order::PaymentMethod;

/// The accounts of the ledger. Every booking is a set of entries that sum to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum LedgerAccount {
    /// What customers owe for their orders.
    Receivable,
    /// What was sold, tax included.
    Sales,
    /// Money that arrived by transfer or bollettino.
    Bank,
    /// Money that a payment provider collected for us.
    Provider,
    /// Money that is here and belongs to no open order.
    Held,
}

/// One entry: what the account grows by; negative for the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The account that it changes.
    pub account: LedgerAccount,
    /// Cents, signed.
    pub cents: i64,
}

/// Entries that balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking(Vec<Entry>);

impl Booking {
    /// `amount` goes from one account to the other.
    #[must_use]
    pub fn transfer(from: LedgerAccount, to: LedgerAccount, amount: Money) -> Self {
        let cents = amount.cents();
        Self(vec![Entry { account: to, cents }, Entry { account: from, cents: -cents }])
    }

    /// An order was concluded, so its amount is due.
    #[must_use]
    pub fn due(amount: Money) -> Self {
        Self::transfer(LedgerAccount::Sales, LedgerAccount::Receivable, amount)
    }

    /// An order was called off, so nothing is due.
    #[must_use]
    pub fn no_longer_due(amount: Money) -> Self {
        Self::transfer(LedgerAccount::Receivable, LedgerAccount::Sales, amount)
    }

    /// The same the other way round: in all, nothing happened.
    #[must_use]
    pub fn undone(&self) -> Self {
        let undo = |entry: &Entry| Entry { cents: -entry.cents, ..*entry };
        Self(self.0.iter().map(undo).collect())
    }

    /// The entries; their cents sum to 0.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.0
    }
}

impl LedgerAccount {
    /// Where the money of a method arrives.
    #[must_use]
    pub fn receiving(method: PaymentMethod) -> Self {
        if method.is_immediate() { Self::Provider } else { Self::Bank }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_booking_sums_to_nothing() {
        let booking = Booking::due("43.31".parse().unwrap());
        assert_eq!(booking.entries().iter().map(|entry| entry.cents).sum::<i64>(), 0);
    }
}
