//! What the mails tell about an account, a service and add-ons that can be used from now on.

/// Welcome, with the username that was given out.
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
