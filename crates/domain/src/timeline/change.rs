//! What can be done about a service without an order, by its names in the table.

use serde::{Deserialize, Serialize};

use crate::catalog::Product;
use crate::configuration::Step;
use crate::device::Device;
use crate::second_factor;

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

/// What is done about a user of the panel or an accountant, by its owner, by themselves or by the
/// office.
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
