//! What the mails about an expiry tell.

/// By which day a way to pay is surely in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeDay {
    /// `Bonifico`.
    pub way: String,
    /// None when it may come too late.
    pub until: Option<String>,
}

/// What a renewal costs, and for how long that is: the page behind the button begins with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// `109,80 €`.
    pub amount: String,
    /// `3 anni`.
    pub years: String,
}

/// A service ends unless its customer renews it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiryNear {
    /// The name of the service in the shop.
    pub service: String,
    /// It is for receiving only.
    pub is_receive_only: bool,
    /// Its last day.
    pub expires: String,
    /// 0 on its last day.
    pub days_left: i64,
    /// What a renewal costs today; none when something is no longer sold.
    pub cost: Option<Cost>,
    /// How the customer can pay.
    pub ways: Vec<SafeDay>,
    /// The last day on which it can be read and renewed.
    pub readable_until: String,
    /// Where it is renewed.
    pub renewal_url: String,
}

impl ExpiryNear {
    /// `scade il 22 novembre 2027`, `scade oggi`.
    #[must_use]
    pub fn when(&self) -> String {
        match self.days_left {
            0 => "scade oggi".into(),
            1 => "scade domani".into(),
            _ => format!("scade il {}", self.expires),
        }
    }

    /// The first ones are called as customers know them; the last ones tell how little time is left.
    #[must_use]
    pub fn subject(&self) -> String {
        let Self { service, is_receive_only, days_left, .. } = self;
        match (is_receive_only, days_left) {
            (_, ..=15) => format!("{service} {}", self.when()),
            (true, _) => format!("Servizio {service} in scadenza, perché rinnovare?"),
            (false, _) => format!("Rinnova il servizio {service} in scadenza"),
        }
    }
}

/// A service has expired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiryPassed {
    /// The name of the service in the shop.
    pub service: String,
    /// Its last day.
    pub expires: String,
    /// The last day on which it can be read and renewed.
    pub until: String,
    /// Invoices still come in.
    pub receives_invoices: bool,
    /// What a renewal costs today; none when something is no longer sold.
    pub cost: Option<Cost>,
    /// How the customer can pay.
    pub ways: Vec<SafeDay>,
    /// Where it is renewed.
    pub renewal_url: String,
}

/// A service is about to renew by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeNear {
    /// The name of the service in the shop.
    pub service: String,
    /// `Carta Visa 4242`.
    pub method: String,
    /// The card is not good any more on that day.
    pub is_void: bool,
    /// The day of the charge.
    pub charged_on: String,
    /// What is charged at today's prices; none when something is no longer sold.
    pub amount: Option<String>,
    /// The day after which the service ends unless it is renewed.
    pub expires: String,
    /// Where the renewal is turned off.
    pub renewal_url: String,
    /// Where ways to pay are replaced.
    pub methods_url: String,
}

impl ChargeNear {
    /// `65,88 €`, or that it stands on the page.
    #[must_use]
    pub fn what(&self) -> &str {
        self.amount.as_deref().unwrap_or("il rinnovo")
    }
}
