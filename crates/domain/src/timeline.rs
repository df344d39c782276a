//! What has happened to a service, from its first order on, and who did it.

mod change;
mod place;

pub use change::{Change, PanelDeed, UserChange};
pub use place::Place;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::catalog::Product;
use crate::money::Money;
use crate::order::{OrderKind, PaymentMethod};

/// One thing that has happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub deed: Deed,
    /// By whom.
    pub by: By,
}

/// What can happen to a service. The number of the order behind it comes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// Something was ordered; the amount is what was to be paid.
    Ordered(i64, OrderKind, Money),
    /// The provider did not collect the money.
    PaymentRefused(i64, Money),
    /// The money was registered.
    Paid(i64, PaymentMethod, Money),
    /// A public body sent its commitment document.
    CommitmentSent(i64),
    /// The office registered it.
    CommitmentRegistered(i64),
    /// The office refused it.
    CommitmentRefused(i64),
    /// So many of a product became active, until this day where the order agreed one.
    Activated(i64, Product, u32, Option<Date>),
    /// So many things that were owned moved from their expiry to a later one.
    Extended(i64, u32, Date, Date),
    /// So many things were renewed, from the expiry to a later one.
    Renewed(i64, u32, Date, Date),
    /// An order was called off.
    Cancelled(i64),
    /// Money went back.
    RefundDone(i64, Money),
    /// A mail was written, with this subject and to this address.
    Mailed(String, String),
    /// The owner asked to give the service up: at its natural expiry, which was this day, or as soon as
    /// the office confirms it.
    TerminationAsked(Option<Date>),
    /// The owner took that back.
    TerminationTakenBack,
    /// The office confirmed it, and the service was over.
    TerminationConfirmed,
    /// Somebody changed something that is neither ordered nor paid.
    Changed(Change),
    /// Something was done about the user of the panel or the accountant with this username.
    User(UserChange, String),
    /// Somebody did something else in the panel.
    Panel(PanelDeed),
}

/// What of a deed is noted in a row of its own, since no other row remembers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted<'a> {
    /// [`Deed::Changed`].
    Changed(Change),
    /// [`Deed::User`].
    User(UserChange, &'a str),
    /// [`Deed::Panel`].
    Panel(PanelDeed),
}

impl Deed {
    /// None for what the rows of orders, payments, mails and wishes tell.
    #[must_use]
    pub fn noted(&self) -> Option<Noted<'_>> {
        match self {
            Self::Changed(change) => Some(Noted::Changed(*change)),
            Self::User(change, username) => Some(Noted::User(*change, username)),
            Self::Panel(deed) => Some(Noted::Panel(*deed)),
            Self::Ordered(..)
            | Self::PaymentRefused(..)
            | Self::Paid(..)
            | Self::CommitmentSent(_)
            | Self::CommitmentRegistered(_)
            | Self::CommitmentRefused(_)
            | Self::Activated(..)
            | Self::Extended(..)
            | Self::Renewed(..)
            | Self::Cancelled(_)
            | Self::RefundDone(..)
            | Self::Mailed(..)
            | Self::TerminationAsked(_)
            | Self::TerminationTakenBack
            | Self::TerminationConfirmed => None,
        }
    }
}

/// Who somebody is in the panel in which they do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The service is theirs.
    Owner,
    /// An additional user.
    User,
    /// Somebody to whom the panel is delegated.
    Accountant,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Owner, Self::User, Self::Accountant];

    /// Its name in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::User => "user",
            Self::Accountant => "accountant",
        }
    }

    /// The one with this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// Whose hand it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// The owner of the account.
    Customer,
    /// Somebody in the panel, by their username.
    PanelUser(String),
    /// A member of staff, by name where that is told.
    Office(Option<String>),
    /// Nobody: the shop itself, or the provider of a payment.
    Shop,
}

impl Event {
    /// As the customer reads it: who works in the office is told to the office alone.
    #[must_use]
    pub fn for_customer(self) -> Self {
        let by = match self.by {
            By::Office(_) => By::Office(None),
            by @ (By::Customer | By::PanelUser(_) | By::Shop) => by,
        };
        Self { by, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customer_reads_that_it_was_the_office_and_not_who() {
        let event = |by| Event { at: DateTime::UNIX_EPOCH, deed: Deed::TerminationConfirmed, by };
        let rosa = event(By::Office(Some("rosa".into())));
        assert_eq!(rosa.for_customer(), event(By::Office(None)));
        let user = event(By::PanelUser("BT01234560512".into()));
        assert_eq!(user.clone().for_customer(), user);
    }

    #[test]
    fn what_a_wish_tells_is_noted_nowhere_else() {
        let expires = "2027-04-14".parse().unwrap();
        for day in [None, Some(expires)] {
            assert_eq!(Deed::TerminationAsked(day).noted(), None);
        }
    }
}
