//! What has happened to a service, from its first order on, and who did it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::catalog::Product;
use crate::configuration::Step;
use crate::device::Device;
use crate::money::Money;
use crate::order::{OrderKind, PaymentMethod};
use crate::second_factor;

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

/// What can be changed without an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

impl Change {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::RenewalOn,
        Self::RenewalOff,
        Self::ContactMoved,
        Self::EmailMoved,
        Self::PanelPassword,
    ];

    /// Its name in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RenewalOn => "renewal_on",
            Self::RenewalOff => "renewal_off",
            Self::ContactMoved => "contact_moved",
            Self::EmailMoved => "email_moved",
            Self::PanelPassword => "panel_password",
        }
    }
}

/// What is done about a user of the panel or an accountant, by its owner, by themselves or by the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// They are written to at another address.
    UserEmail,
    /// The office has taken their second factor off, or that of the owner.
    UserFactorOff,
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

impl UserChange {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::UserCreated,
        Self::UserPermissions,
        Self::UserPassword,
        Self::UserSignedOut,
        Self::UserLeaves,
        Self::UserStays,
        Self::UserRemoved,
        Self::UserEmail,
        Self::UserFactorOff,
        Self::DelegationOffered,
        Self::DelegationAccepted,
        Self::DelegationDeclined,
        Self::DelegationPermissions,
        Self::DelegationEnded,
    ];

    /// Its name in the table.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UserCreated => "user_created",
            Self::UserPermissions => "user_permissions",
            Self::UserPassword => "user_password",
            Self::UserSignedOut => "user_signed_out",
            Self::UserLeaves => "user_leaves",
            Self::UserStays => "user_stays",
            Self::UserRemoved => "user_removed",
            Self::UserEmail => "user_email",
            Self::UserFactorOff => "user_factor_off",
            Self::DelegationOffered => "delegation_offered",
            Self::DelegationAccepted => "delegation_accepted",
            Self::DelegationDeclined => "delegation_declined",
            Self::DelegationPermissions => "delegation_permissions",
            Self::DelegationEnded => "delegation_ended",
        }
    }
}

/// What somebody does in the panel beside that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PanelDeed {
    /// A step of the configuration was answered, for the first time or otherwise than before.
    Configured(Step),
    /// The first configuration was concluded, and the panel opened.
    Opened,
    /// They signed in with something that had not been used before.
    NewDevice(Device),
    /// They ended a sign-in of theirs, or all others.
    SignInEnded,
    /// Something happened to their second factor.
    Factor(second_factor::Change),
    /// A product went into the cart of the shop.
    CartBegun(Product),
    /// A renewal was begun.
    RenewalBegun,
}

impl PanelDeed {
    /// Its name in the table, and what it is about.
    #[must_use]
    pub fn written(self) -> (&'static str, Option<String>) {
        match self {
            Self::Configured(step) => ("configured", Some(step.as_str().into())),
            Self::Opened => ("panel_opened", None),
            Self::NewDevice(device) => ("new_device", Some(device.text())),
            Self::SignInEnded => ("sign_in_ended", None),
            Self::Factor(change) => ("factor", Some(change.as_str().into())),
            Self::CartBegun(product) => ("cart_begun", Some(product.code().into())),
            Self::RenewalBegun => ("renewal_begun", None),
        }
    }

    /// Reads [`Self::written`]; none when it is something else.
    #[must_use]
    pub fn read(what: &str, about: Option<&str>) -> Option<Self> {
        match (what, about) {
            ("configured", Some(step)) => Step::parse(step).map(Self::Configured),
            ("panel_opened", None) => Some(Self::Opened),
            ("new_device", Some(device)) => Some(Self::NewDevice(Device::read(device))),
            ("sign_in_ended", None) => Some(Self::SignInEnded),
            ("factor", Some(change)) => {
                let all = second_factor::Change::ALL.into_iter();
                all.map(Self::Factor).find(|it| it.written().1.as_deref() == Some(change))
            }
            ("cart_begun", Some(code)) => code.parse().ok().map(Self::CartBegun),
            ("renewal_begun", None) => Some(Self::RenewalBegun),
            _ => None,
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
    fn what_a_wish_tells_is_noted_nowhere_else() {
        let expires = "2027-04-14".parse().unwrap();
        for day in [None, Some(expires)] {
            assert_eq!(Deed::TerminationAsked(day).noted(), None);
        }
    }

    #[test]
    fn what_is_done_in_a_panel_is_read_as_it_was_written() {
        let factor = second_factor::Change::ALL.map(PanelDeed::Factor);
        let others = [PanelDeed::Opened, PanelDeed::SignInEnded, PanelDeed::RenewalBegun];
        let device = Device::of("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0");
        let about = [PanelDeed::NewDevice(device), PanelDeed::NewDevice(Device::default())];
        let steps = Step::ALL.map(PanelDeed::Configured);
        let products = Product::ALL.map(PanelDeed::CartBegun);
        for deed in factor.iter().chain(&others).chain(&about).chain(&steps).chain(&products) {
            let (what, about) = deed.written();
            assert_eq!(PanelDeed::read(what, about.as_deref()), Some(*deed));
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
            assert!(about.unwrap_or_default().chars().all(is_plain), "it goes into a place");
        }
        assert_eq!(PanelDeed::read("configured", Some("nothing")), None);
        assert_eq!(PanelDeed::read("nothing", None), None);
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
