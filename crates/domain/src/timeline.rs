//! What has happened to a service, from its first order on, and who did it.

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
    /// The owner asked to give the service up.
    TerminationAsked,
    /// The owner took that back.
    TerminationTakenBack,
    /// The office confirmed it, and the service was over.
    TerminationConfirmed,
    /// Somebody changed something that is neither ordered nor paid.
    Changed(Change),
    /// Something was done about the additional user or the accountant of this username.
    User(UserChange, String),
}

/// What can be changed without an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum Change {
    /// The service renews by itself from now on, or with another method.
    RenewalOn,
    /// It does not any more.
    RenewalOff,
    /// The holder is found at another address or telephone number.
    ContactMoved,
    /// The service writes to another address of the holder.
    EmailMoved,
    /// Somebody chose a password of their own for the panel.
    PanelPassword,
}

/// What is done about an additional user of the panel, or about an accountant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum UserChange {
    /// They got a seat.
    UserCreated,
    /// They may do more or less than before.
    UserPermissions,
    /// They got a new temporary password.
    UserPassword,
    /// Whoever was in as them is out.
    UserSignedOut,
    /// When there are fewer seats than users, theirs is given up first.
    UserLeaves,
    /// They keep their seat, after all.
    UserStays,
    /// They are gone, and their seat is free.
    UserRemoved,
    /// The panel was offered to an accountant.
    DelegationOffered,
    /// The accountant accepted.
    DelegationAccepted,
    /// The accountant did not want it.
    DelegationDeclined,
    /// The accountant may do more or less than before.
    DelegationPermissions,
    /// The owner took the offer back, or one of both ended it.
    DelegationEnded,
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

/// Where a page of events ends: the event itself, among all that happened at the same moment.
///
/// Its text goes into an address, and comes back from it with whatever somebody has typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The moment.
    pub at: DateTime<Utc>,
    /// The order of what happens at one moment: first ordered, then paid, then active.
    pub rank: i64,
    /// Tells apart what has the same rank.
    pub tie: String,
}

impl Place {
    /// Before everything that has happened.
    #[must_use]
    pub fn newest() -> Self {
        let at = DateTime::from_timestamp_micros(MICROS_BOUND - 1).unwrap_or_default();
        Self { at, rank: i64::MAX, tie: String::new() }
    }

    /// `1795344120000000.4.26000041-DOC`: microseconds since 1970, rank and tie.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}.{}.{}", self.at.timestamp_micros(), self.rank, self.tie)
    }

    /// Reads [`Self::text`]; none when it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (at, rank, tie) = (parts.next()?, parts.next()?, parts.next()?);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.@".contains(c);
        if tie.len() > TIE_MAX || !tie.chars().all(is_plain) {
            return None;
        }
        let at = at.parse().ok().filter(|micros| (0..MICROS_BOUND).contains(micros))?;
        let at = DateTime::from_timestamp_micros(at)?;
        Some(Self { at, rank: rank.parse().ok()?, tie: tie.to_owned() })
    }
}

/// No tie of ours is as long.
const TIE_MAX: usize = 320;

/// The year 9999 begins: databases know no later one by four digits.
const MICROS_BOUND: i64 = 253_370_764_800_000_000;

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
    fn a_place_comes_back_from_an_address() {
        let at = DateTime::from_timestamp_micros(1_795_344_120_000_000).unwrap();
        for tie in ["26000041-DOC", "01890a5d-ac96@bottega.example", ""] {
            let place = Place { at, rank: 4, tie: tie.into() };
            assert_eq!(Place::parse(&place.text()), Some(place), "{tie}");
        }
    }

    #[test]
    fn what_somebody_typed_is_no_place() {
        let long = format!("1.1.{}", "a".repeat(TIE_MAX + 1));
        for odd in ["", "1", "1.1", "a.1.", "1.a.", "-1.1.x", "1.1.'", "1.1.à", &long] {
            assert_eq!(Place::parse(odd), None, "{odd}");
        }
        assert_eq!(Place::parse(&format!("{}.1.x", i64::MAX)), None, "no database has that year");
    }
}
