//! Money on a bank statement, and the order that it was probably meant for.
//!
//! A bank knows no orders: it knows a day, an amount, a name and a text that somebody typed in a
//! hurry. [`propose`] says which order fits, with all its reasons, and the office decides: nothing
//! is ever accepted by itself (`docs/rules.md` P3).

mod file;
mod identity;
mod kept;
mod left_out;
mod mapping;
mod name;
mod number;
mod proposal;
mod reference;

pub use file::{ArchiveFault, ENTRIES_MAX, FILE_MAX, Format, Part, Unreadable};
pub use identity::{Identity, kept_before, numbered};
pub use kept::{Layout, Statement};
pub use left_out::{LeftOut, Passed, Why};
pub use mapping::{DateOrder, DecimalSign, Mapping, MappingError, Role};
pub use name::Name;
pub use number::{is_one_digit_off, is_swapped, numbers};
pub use proposal::{Candidate, Confidence, Consequence, Match, Reason, propose};
pub use reference::reference;

use crate::calendar::Date;
use crate::id::AccountId;
use crate::money::Money;
use crate::order::{OrderState, PaymentMethod};
use serde::{Deserialize, Serialize};

/// Money that arrived, as the bank tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Our account that it arrived on, if the file names it.
    pub account: Option<String>,
    /// The day on which the bank booked it.
    pub booked_on: Date,
    /// What was credited, always more than nothing.
    pub amount: Money,
    /// Who paid, as far as the bank tells; may be empty.
    pub payer: String,
    /// The account that it came from.
    pub iban: Option<String>,
    /// What the payer wrote, all of it, with single blanks.
    pub text: String,
    /// The bank's own name for it, unless a placeholder stands there.
    pub reference: Option<String>,
}

impl Credit {
    /// How it was paid: a bollettino says so, anything else is a transfer.
    #[must_use]
    pub fn method(&self) -> PaymentMethod {
        let text = self.text.to_lowercase();
        if text.contains("bollettin") || text.contains("td 896") || text.contains("td896") {
            PaymentMethod::PostalSlip
        } else {
            PaymentMethod::BankTransfer
        }
    }
}

/// An order as somebody sees it who looks for the one that a credit was meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSeen {
    /// What people call it by.
    pub number: i64,
    /// The account that ordered: what it paid before speaks for it.
    pub account: AccountId,
    /// Whom it is for.
    pub holder: String,
    /// The same, ready to be compared.
    pub name: Name,
    /// Where the order stands, which decides what the money does.
    pub state: OrderState,
    /// The amount due for it.
    pub due: Money,
    /// What has arrived for it without paying it.
    pub held: Money,
}

impl OrderSeen {
    /// What still has to arrive.
    #[must_use]
    pub fn missing(&self) -> Money {
        (self.due - self.held).max(Money::ZERO)
    }
}
