//! What the mails tell about an account, a service and add-ons that can be used from now on.

/// The username that was given out, at the registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountOpened {
    /// With the suffix of the shop, as it is typed at the sign-in.
    pub username: String,
    /// Where the account is entered.
    pub sign_in_url: String,
}

/// To an earlier account: somebody has registered with a number that it has, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumbersRegistered {
    /// Of the account that is written to.
    pub username: String,
    /// The number is a partita IVA, not a codice fiscale.
    pub is_vat_number: bool,
    /// The one that both accounts have.
    pub number: String,
    /// The day of the new registration.
    pub on: String,
    /// Where the earlier account is entered.
    pub sign_in_url: String,
}

impl NumbersRegistered {
    /// The number by its name, as its owner calls it.
    #[must_use]
    pub fn whose(&self) -> &'static str {
        if self.is_vat_number { "la tua partita IVA" } else { "il tuo codice fiscale" }
    }
}

/// Welcome, with the first order; it tells the username once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationConfirmed {
    /// The same as in [`AccountOpened`].
    pub username: String,
    /// Where the account is entered.
    pub sign_in_url: String,
}

/// The way into the panel. It holds a secret, so the outbox forgets it once delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceActivated {
    /// Its name in the shop.
    pub service: String,
    /// The last day on which it can be used.
    pub active_until: String,
    /// Not that of the account.
    pub panel_username: String,
    /// To be changed at the first sign-in.
    pub temporary_password: String,
    /// Where the panel is entered.
    pub panel_url: String,
    /// How long the temporary password can be used, from the activation on.
    pub valid_hours: u32,
}

/// Modules, users or space that have become active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOnsActive {
    /// All that one order made active, in the order of its lines.
    pub lines: Vec<AddOnLine>,
    /// Where the add-ons are found.
    pub panel_url: String,
}

/// One add-on and what its owner does with it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddOnLine {
    /// As the line of the order names it.
    pub description: String,
    /// The last day on which it can be used.
    pub until: String,
    /// A whole sentence.
    pub next_step: String,
}
