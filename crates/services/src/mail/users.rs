//! What the mails tell the additional users of a panel.

/// The way into somebody else's panel. It holds a secret, so the outbox forgets it once delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserInvited {
    /// Whose service it is.
    pub holder: String,
    /// Its name in the shop.
    pub service: String,
    /// With what they sign in.
    pub username: String,
    /// To be changed at the next sign-in.
    pub temporary_password: String,
    /// Where the panel is entered.
    pub panel_url: String,
    /// How long the temporary password can be used.
    pub valid_hours: u32,
    /// They had a password before, and it has ended.
    pub is_reset: bool,
}

impl UserInvited {
    /// What has happened, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        if self.is_reset {
            "La tua nuova password temporanea".into()
        } else {
            format!("Il tuo accesso al pannello di {}", self.holder)
        }
    }
}
