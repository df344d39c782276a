//! What the mails tell about a second factor.

use domain::second_factor::{Change, Door};

/// Something happened to a second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactorChanged {
    /// Whose it is.
    pub username: String,
    /// Where it is asked for.
    pub door: Door,
    /// What happened.
    pub what: Change,
    /// The day and hour.
    pub at: String,
    /// How many recovery codes can still be used, after one was.
    pub left: Option<usize>,
    /// Why we have taken it off.
    pub reason: Option<String>,
    /// Where whoever has not done it chooses a new password.
    pub recovery_url: String,
}

impl SecondFactorChanged {
    /// What has happened, in one line.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.what {
            Change::TurnedOn => "La verifica in due passaggi è attiva",
            Change::TurnedOff => "La verifica in due passaggi è disattivata",
            Change::NewCodes => "Hai nuovi codici di recupero",
            Change::RecoveryCodeUsed => "È stato usato un codice di recupero",
            Change::TakenOff => "Abbiamo tolto la verifica in due passaggi",
        }
    }

    /// What follows from it.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self.what {
            Change::TurnedOn => {
                "Da ora, dopo la password, chiediamo il codice dell'app. Conserva i \
                codici di recupero lontano dal telefono."
                    .into()
            }
            Change::TurnedOff => "Da ora per accedere basta la password.".into(),
            Change::NewCodes => "I codici di recupero di prima non valgono più.".into(),
            Change::RecoveryCodeUsed => match self.left.unwrap_or_default() {
                0 => "Era l'ultimo: crea subito nuovi codici di recupero.".into(),
                1 => "Ne resta uno solo: crea nuovi codici di recupero.".into(),
                left => format!("Ne restano {left}."),
            },
            Change::TakenOff => "Da ora per accedere basta la password: puoi attivare di nuovo la \
                verifica quando vuoi."
                .into(),
        }
    }

    /// What is entered with it.
    #[must_use]
    pub fn whose(&self) -> &'static str {
        match self.door {
            Door::Account => "Account",
            Door::Panel => "Pannello",
            Door::Accountant => "Utenza commercialista",
            Door::Staff => "Ufficio",
        }
    }
}
