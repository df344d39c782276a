//! What somebody may do in the panel of a service: everything, for its owner; what the owner has given
//! them, for an additional user and for an accountant. A permission is about one part of the panel.
//!
//! Buying, renewing and payment data are no permissions: they are the owner's alone.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::catalog::Product;
use crate::entitlements::{Entitlements, Usage};
use crate::party::FieldError;
use crate::text;

/// The fewest letters and digits of the username of an additional user or an accountant.
pub const USERNAME_MIN: usize = 8;

/// The most of them.
pub const USERNAME_MAX: usize = 20;

/// A part of the panel. Modules have one of their own; what belongs to WooCommerce is configured with
/// the main service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The main service.
    Invoicing,
    /// Documenti.
    Documents,
    /// Incassi e pagamenti.
    Collections,
    /// Ordini elettronici.
    Orders,
}

impl Part {
    /// Every part, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Invoicing, Self::Documents, Self::Collections, Self::Orders];

    /// What has to be owned for it, in a service of this kind.
    #[must_use]
    pub fn product(self, service: Product) -> Product {
        match self {
            Self::Invoicing => service,
            Self::Documents => Product::Documents,
            Self::Collections => Product::Collections,
            Self::Orders => Product::ElectronicOrders,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Invoicing => "invoicing",
            Self::Documents => "documents",
            Self::Collections => "collections",
            Self::Orders => "orders",
        }
    }
}

/// What can be done in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// `Lettura`.
    Read,
    /// `Creazione/modifica`.
    Write,
    /// `Invio a SdI`.
    Send,
    /// `Configurazione`.
    Configure,
}

impl Right {
    /// Every right, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Send, Self::Configure];

    fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Send => "send",
            Self::Configure => "configure",
        }
    }
}

/// A right in a part. Only the main service sends to `SdI`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Permission {
    part: Part,
    right: Right,
}

impl Permission {
    /// Reading the main service: without it nothing else can be given.
    pub const MASTER: Self = Self { part: Part::Invoicing, right: Right::Read };

    /// Changing what was configured of the main service.
    pub const CONFIGURE: Self = Self { part: Part::Invoicing, right: Right::Configure };

    /// The right in the part; none where there is no such thing.
    #[must_use]
    pub fn new(part: Part, right: Right) -> Option<Self> {
        let exists = part == Part::Invoicing || right != Right::Send;
        exists.then_some(Self { part, right })
    }

    /// Every permission, part by part.
    pub fn all() -> impl Iterator<Item = Self> {
        Part::ALL
            .into_iter()
            .flat_map(|part| Right::ALL.map(|right| Self::new(part, right)))
            .flatten()
    }

    /// Where.
    #[must_use]
    pub fn part(self) -> Part {
        self.part
    }

    /// What.
    #[must_use]
    pub fn right(self) -> Right {
        self.right
    }

    /// Its name in forms and tables: `documents_write`.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}_{}", self.part.as_str(), self.right.as_str())
    }

    fn parse(code: &str) -> Option<Self> {
        Self::all().find(|permission| permission.code() == code)
    }

    /// True where it makes sense for a service: of modules, what is owned; in Solo Ricezione there is
    /// nothing to write or send.
    #[must_use]
    pub fn is_offered(self, entitlements: &Entitlements) -> bool {
        let service = entitlements.service();
        let fits = service != Product::ReceiveOnly
            || (self.part == Part::Invoicing
                && matches!(self.right, Right::Read | Right::Configure));
        fits && entitlements.usage(self.part.product(service)) != Usage::None
    }

    /// True where the service can be used so far today: what is `Scaduto` is for reading.
    fn is_usable(self, entitlements: &Entitlements) -> bool {
        match entitlements.usage(self.part.product(entitlements.service())) {
            Usage::Full => true,
            Usage::Reading => self.right == Right::Read,
            Usage::None => false,
        }
    }
}

/// What an owner has given to an additional user or an accountant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions(BTreeSet<Permission>);

impl Permissions {
    /// Those that were ticked, as far as the service offers them.
    ///
    /// # Errors
    /// `ReadingFirst` without [`Permission::MASTER`].
    pub fn ticked(codes: &[String], entitlements: &Entitlements) -> Result<Self, FieldError> {
        let ticked = codes.iter().filter_map(|code| Permission::parse(code));
        let offered: BTreeSet<_> = ticked.filter(|it| it.is_offered(entitlements)).collect();
        if offered.contains(&Permission::MASTER) {
            Ok(Self(offered))
        } else {
            Err(FieldError::ReadingFirst)
        }
    }

    /// The same with what was given before of parts that are not offered now: a module that comes back
    /// finds its permissions.
    #[must_use]
    pub fn keeping(mut self, before: &Self, entitlements: &Entitlements) -> Self {
        let hidden = before.0.iter().filter(|permission| !permission.is_offered(entitlements));
        self.0.extend(hidden);
        self
    }

    /// Reads [`Self::text`]; none when it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.split_whitespace().map(Permission::parse).collect::<Option<_>>().map(Self)
    }

    /// `invoicing_read documents_read`: the codes with blanks between them.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|permission| permission.code()).collect::<Vec<_>>().join(" ")
    }

    /// True for what was given.
    #[must_use]
    pub fn has(&self, permission: Permission) -> bool {
        self.0.contains(&permission)
    }
}

/// Who somebody is in a panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grant {
    /// The panel began with them, and the service is theirs.
    Owner,
    /// Somebody with a seat, who may do this.
    User(Permissions),
    /// An accountant to whom the owner has delegated this.
    Accountant(Permissions),
}

impl Grant {
    /// True for whoever may buy, renew, see payment data and look after the other users.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        match self {
            Self::Owner => true,
            Self::User(_) | Self::Accountant(_) => false,
        }
    }

    /// True for what they may do today.
    #[must_use]
    pub fn allows(&self, permission: Permission, entitlements: &Entitlements) -> bool {
        let is_given = match self {
            Self::Owner => true,
            Self::User(given) | Self::Accountant(given) => {
                given.has(Permission::MASTER) && given.has(permission)
            }
        };
        is_given && permission.is_usable(entitlements)
    }
}

/// Where an additional user stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UserState {
    /// They have a temporary password and have not chosen one of their own.
    Invited,
    /// The same, and the temporary password was not used in time.
    TooLate,
    /// They sign in with a password of their own.
    Active,
    /// The term of their seat is over, or the service is not active: nobody signs in, and everything
    /// about them is kept.
    Resting,
}

impl UserState {
    /// Of somebody whose temporary password is good until then, if it still is one.
    #[must_use]
    pub fn of(temporary_until: Option<DateTime<Utc>>, has_seat: bool, now: DateTime<Utc>) -> Self {
        match temporary_until {
            _ if !has_seat => Self::Resting,
            None => Self::Active,
            Some(until) if until < now => Self::TooLate,
            Some(_) => Self::Invited,
        }
    }
}

/// Why something is not done in a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GrantError {
    /// Every seat that runs has its user.
    NoSeat,
    /// The service is `Scaduto`: what is in its panel is there to be read.
    OnlyRead,
}

/// The form of an additional user, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserForm {
    /// With what they will sign in; it never changes.
    pub username: String,
    /// Where their passwords are sent.
    pub email: String,
    /// The codes of what is ticked.
    pub permissions: Vec<String>,
}

/// The username of an additional user or an accountant as it is kept: letters and digits, in capitals. `reserved` is
/// what the usernames of owners begin with.
///
/// # Errors
/// What is wrong with it.
pub fn username(typed: &str, reserved: &str) -> Result<String, FieldError> {
    let name = plain_username(typed)?;
    // Otherwise somebody could wait for the name of a business that has no service yet.
    if is_an_owners(&name, reserved) { Err(FieldError::UsernameTaken) } else { Ok(name) }
}

/// The same, whatever it begins with: of somebody who may be there or not.
///
/// # Errors
/// What is wrong with it.
pub fn plain_username(typed: &str) -> Result<String, FieldError> {
    let name = text::word(typed).to_uppercase();
    let length = name.chars().count();
    if length == 0 {
        Err(FieldError::Missing)
    } else if !name.chars().all(|c| c.is_ascii_alphanumeric()) {
        Err(FieldError::UsernameNotPlain)
    } else if length < USERNAME_MIN {
        Err(FieldError::UsernameTooShort { min: USERNAME_MIN })
    } else if length > USERNAME_MAX {
        Err(FieldError::TooLong { max: USERNAME_MAX })
    } else {
        Ok(name)
    }
}

fn is_an_owners(name: &str, reserved: &str) -> bool {
    let number = name.strip_prefix(&reserved.to_uppercase());
    number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) || rest.len() == 16)
}

#[cfg(test)]
#[path = "grant_tests.rs"]
mod tests;
