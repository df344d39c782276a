//! What the mails tell about usernames, passwords and addresses that were asked for or changed.

use domain::recovery::Whose;
use domain::second_factor::Door;

/// The username of an account, for whoever has forgotten it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsernameRecovered {
    /// With the suffix of the shop, as it is typed at the sign-in.
    pub username: String,
    /// Where the account is entered.
    pub sign_in_url: String,
    /// Where a password that was forgotten as well is asked for.
    pub password_url: String,
}

/// The link with which a new password is chosen. It holds a secret, so the outbox forgets it once
/// delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordLink {
    /// Whose password it is.
    pub username: String,
    /// Where it is asked for.
    pub door: Door,
    /// The page of the new password.
    pub url: String,
    /// How long the link can be used.
    pub valid_minutes: i64,
}

/// A password has become another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordChanged {
    /// Whose password it is.
    pub username: String,
    /// Where it is asked for.
    pub door: Door,
    /// The day and hour.
    pub at: String,
    /// Where whoever has not done it gets a new one.
    pub recovery_url: String,
}

/// Whose address a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressOf {
    /// Of a customer.
    Account,
    /// Of the holder of the customer's service.
    Holder,
    /// Of an accountant.
    Accountant,
}

impl From<Whose> for AddressOf {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Account => Self::Account,
            Whose::Holder => Self::Holder,
        }
    }
}

impl AddressOf {
    fn whose(self) -> &'static str {
        match self {
            Self::Account => "del tuo account",
            Self::Holder => "dell'intestatario",
            Self::Accountant => "della tua utenza commercialista",
        }
    }
}

/// To a new address: the link that confirms it. It holds a secret, so the outbox forgets it once
/// delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailToConfirm {
    /// Of the account that it will belong to.
    pub username: String,
    /// Whose it becomes.
    pub of: AddressOf,
    /// The page with the button.
    pub url: String,
    /// How long the link can be used.
    pub valid_minutes: i64,
}

/// To an old address: another one has taken its place, or is about to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailChanged {
    /// Of the account.
    pub username: String,
    /// Whose it was.
    pub of: AddressOf,
    /// The new one, in part.
    pub new: String,
    /// The new one was confirmed; before that it was only asked for.
    pub is_done: bool,
    /// Where whoever has not done it chooses a new password.
    pub recovery_url: String,
}

impl PasswordLink {
    /// What is entered with the password.
    #[must_use]
    pub fn what(&self) -> &'static str {
        what(self.door)
    }
}

impl PasswordChanged {
    /// What has happened, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        format!("La password {} è cambiata", what(self.door))
    }
}

impl EmailToConfirm {
    /// Whose address it becomes.
    #[must_use]
    pub fn whose(&self) -> &'static str {
        self.of.whose()
    }
}

impl EmailChanged {
    /// Whose address it was.
    #[must_use]
    pub fn whose(&self) -> &'static str {
        self.of.whose()
    }

    /// What has happened, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        let whose = self.whose();
        if self.is_done {
            format!("L'indirizzo email {whose} è cambiato")
        } else {
            format!("È stato chiesto di cambiare l'indirizzo email {whose}")
        }
    }
}

fn what(door: Door) -> &'static str {
    match door {
        Door::Account => "del tuo account",
        Door::Panel => "del pannello",
        Door::Accountant => "della tua utenza commercialista",
        Door::Staff => "dell'ufficio",
    }
}
