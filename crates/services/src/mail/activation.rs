//! What the mails tell about an account, a service and add-ons that can be used from now on.

/// The username that was given out, at the registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountOpened {
    pub username: String,
    pub sign_in_url: String,
}

/// To an earlier account: somebody has registered with a number that it has, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumbersRegistered {
    /// Of the account that is written to.
    pub username: String,
    /// The number is a partita IVA, not a codice fiscale.
    pub is_vat_number: bool,
    pub number: String,
    pub on: String,
    pub sign_in_url: String,
}

impl NumbersRegistered {
    /// The number by its name, as its owner calls it.
    pub fn whose(&self) -> &'static str {
        if self.is_vat_number { "la tua partita IVA" } else { "il tuo codice fiscale" }
    }
}

/// Welcome, with the first order; it tells the username once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationConfirmed {
    pub username: String,
    pub sign_in_url: String,
}

/// The way into the panel. It holds a secret, so the outbox forgets it once delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceActivated {
    pub service: String,
    pub active_until: String,
    pub panel_username: String,
    pub temporary_password: String,
    pub panel_url: String,
    pub valid_hours: u32,
}

/// Modules, users or space that have become active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOnsActive {
    pub lines: Vec<AddOnLine>,
    pub panel_url: String,
}

/// One add-on and what its owner does with it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOnLine {
    pub description: String,
    pub until: String,
    pub next_step: String,
}
