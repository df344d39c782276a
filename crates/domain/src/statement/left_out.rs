//! What a file tells that is not offered as a credit: counted, shown, never dropped.

use crate::calendar::Date;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// Why an entry is nobody's payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// Money that went away.
    Debit,
    /// Announced by the bank but not booked yet: a later file has it again.
    Pending,
    /// Called off or refused before it was booked.
    Void,
    /// The bank took something back. The office should look at it.
    Reversal,
    /// In another currency.
    Foreign,
    /// An amount of 0,00, which ISO 20022 allows for a notice.
    Zero,
    /// A balance or a sum.
    Balance,
    /// A line of words, without a day or without an amount.
    Words,
}

/// An entry that is nobody's payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Where it stands in the file.
    pub line: usize,
    /// Its reason.
    pub why: Why,
    /// Its day, if it says one.
    pub day: Option<Date>,
    /// Its amount, if it says one.
    pub amount: Option<Money>,
    /// What it says, with single blanks; may be cut off.
    pub said: String,
}

/// How many entries of a file are nobody's payment, by their reasons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// [`Why::Debit`].
    pub debits: usize,
    /// [`Why::Pending`].
    pub pending: usize,
    /// [`Why::Void`].
    pub void: usize,
    /// [`Why::Reversal`].
    pub reversals: usize,
    /// [`Why::Foreign`].
    pub foreign: usize,
    /// [`Why::Zero`].
    pub zero: usize,
    /// [`Why::Balance`].
    pub balances: usize,
    /// [`Why::Words`].
    pub words: usize,
}

impl LeftOut {
    /// Counts one more.
    pub fn count(&mut self, why: Why) {
        let place = match why {
            Why::Debit => &mut self.debits,
            Why::Pending => &mut self.pending,
            Why::Void => &mut self.void,
            Why::Reversal => &mut self.reversals,
            Why::Foreign => &mut self.foreign,
            Why::Zero => &mut self.zero,
            Why::Balance => &mut self.balances,
            Why::Words => &mut self.words,
        };
        *place += 1;
    }

    /// Counts what another file left out as well.
    pub fn add(&mut self, other: Self) {
        self.debits += other.debits;
        self.pending += other.pending;
        self.void += other.void;
        self.reversals += other.reversals;
        self.foreign += other.foreign;
        self.zero += other.zero;
        self.balances += other.balances;
        self.words += other.words;
    }

    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        let Self { debits, pending, void, reversals, foreign, zero, balances, words } = self;
        debits + pending + void + reversals + foreign + zero + balances + words
    }
}
