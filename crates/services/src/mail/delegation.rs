//! What the mails tell accountants, and the owners of services about them.

/// The username of a new accountant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountantRegistered {
    /// As it was chosen.
    pub username: String,
    /// Where the account is entered.
    pub sign_in_url: String,
}

/// Something happened to a delegation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// What.
    pub what: DelegationNews,
    /// Whose service it is.
    pub holder: String,
    /// Its name in the shop.
    pub service: String,
    /// Of the accountant.
    pub username: String,
    /// Where there is more to see.
    pub page_url: String,
}

/// What can happen, to whoever did not do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DelegationNews {
    /// To the accountant: it can be accepted.
    Offered {
        /// The last day.
        until: String,
    },
    /// To the accountant: the owner has ended it.
    Revoked,
    /// To the owner: the panel is open to the accountant.
    Accepted,
    /// To the owner: the accountant did not want it.
    Declined,
    /// To the owner: the accountant has ended it.
    GivenUp,
}

impl Delegation {
    /// What has happened, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        let Self { holder, username, .. } = self;
        match self.what {
            DelegationNews::Offered { .. } => format!("{holder} ti offre una delega"),
            DelegationNews::Revoked => format!("La delega di {holder} è terminata"),
            DelegationNews::Accepted => format!("{username} ha accettato la delega"),
            DelegationNews::Declined => format!("{username} non ha accettato la delega"),
            DelegationNews::GivenUp => format!("{username} ha terminato la delega"),
        }
    }

    /// What that means.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Self { holder, service, username, .. } = self;
        match &self.what {
            DelegationNews::Offered { until } => format!(
                "{holder} vuole che {username} possa entrare nel pannello di {service}. \
                 Puoi accettare o rifiutare fino al {until}."
            ),
            DelegationNews::Revoked => format!(
                "{holder} ha terminato la delega per il pannello di {service}: da adesso \
                 {username} non può più entrare."
            ),
            DelegationNews::Accepted => format!(
                "Il commercialista {username} può entrare nel pannello di {service} di {holder}, \
                 con i permessi che hai scelto. Puoi cambiarli, o terminare la delega, in \
                 Impostazioni › Collaborazioni › Deleghe."
            ),
            DelegationNews::Declined => format!(
                "Il commercialista {username} non entra nel pannello di {service} di {holder}."
            ),
            DelegationNews::GivenUp => format!(
                "Il commercialista {username} non entra più nel pannello di {service} di {holder}."
            ),
        }
    }

    /// Where the button leads.
    #[must_use]
    pub fn button(&self) -> &'static str {
        match self.what {
            DelegationNews::Offered { .. } => "Vedi l'offerta",
            DelegationNews::Revoked => "Vedi i tuoi clienti",
            DelegationNews::Accepted | DelegationNews::Declined | DelegationNews::GivenUp => {
                "Vai al pannello"
            }
        }
    }
}
