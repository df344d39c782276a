//! What files of every kind tell: credits, and what was left out.

use chrono::NaiveDate;
use domain::statement::{Credit, Identity, LeftOut, Passed, Why};

/// The most letters that are kept of a name or a text.
const TEXT_MAX: usize = 1_000;

/// The most entries that are shown one by one of those that are nobody's payment.
pub const PASSED_MAX: usize = 30;

/// The most letters that are shown of what such an entry says.
const SAID_MAX: usize = 160;

/// A credit, and what makes it this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the bank said.
    pub credit: Credit,
    /// What makes it this one and no other.
    pub identity: Identity,
}

/// What a file tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Our account; of several the first.
    pub account: Option<String>,
    /// In the order of the file.
    pub entries: Vec<Entry>,
    /// How many entries are nobody's payment.
    pub left_out: LeftOut,
    /// The first of them that somebody may want to look at: all but debits and noughts.
    pub passed: Vec<Passed>,
}

impl Read {
    /// The days of the first and the last credit.
    #[must_use]
    pub fn period(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || self.entries.iter().map(|entry| entry.credit.booked_on);
        days().min().zip(days().max())
    }

    /// Counts an entry that is nobody's payment.
    pub fn pass(&mut self, mut passed: Passed) {
        passed.said = passed.said.chars().take(SAID_MAX).collect();
        self.left_out.count(passed.why);
        let is_shown = match passed.why {
            Why::Debit | Why::Zero => false,
            Why::Pending | Why::Void | Why::Reversal | Why::Foreign | Why::Balance | Why::Words => {
                true
            }
        };
        if is_shown && self.passed.len() < PASSED_MAX {
            self.passed.push(passed);
        }
    }
}

/// With single blanks, without letters that nobody sees, and not longer than we keep.
pub fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    words.join(" ").chars().take(TEXT_MAX).collect()
}
