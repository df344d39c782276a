//! What the mails about renewals and stored ways to pay tell.

/// A way to pay was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodStored {
    /// `Carta Visa 4242`.
    pub method: String,
    /// Where ways to pay are looked after.
    pub methods_url: String,
}

/// A service renews by itself from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalTurnedOn {
    /// The name of the service in the shop.
    pub service: String,
    /// `Carta Visa 4242`.
    pub method: String,
    /// The day of the next try, if there is one.
    pub charged_on: Option<String>,
    /// Why there is none and what to do, in whole sentences.
    pub otherwise: String,
    /// The day after which the service ends unless it is renewed.
    pub expires: String,
    /// Where the renewal is turned on and off.
    pub renewal_url: String,
}

/// A service does not renew by itself any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalTurnedOff {
    /// The name of the service in the shop.
    pub service: String,
    /// The day on which it ends now.
    pub expires: String,
    /// Where the renewal is turned on and off.
    pub renewal_url: String,
}

/// The money of a renewal could not be collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalNotCollected {
    /// The name of the service in the shop.
    pub service: String,
    /// The order of this renewal, which waits for its payment.
    pub order_number: String,
    /// Where it can be paid in another way.
    pub order_url: String,
    /// What was not collected.
    pub amount: String,
    /// A whole sentence.
    pub why: String,
    /// The day after which the service ends unless it is renewed.
    pub expires: String,
    /// The day of the next try, if there is one.
    pub again_on: Option<String>,
    /// Where ways to pay are replaced.
    pub methods_url: String,
}

/// The bank wants its customer to confirm a renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalWantsCustomer {
    /// The name of the service in the shop.
    pub service: String,
    /// The order of this renewal.
    pub order_number: String,
    /// Where it is paid and confirmed.
    pub pay_url: String,
    /// What the bank is asked for.
    pub amount: String,
    /// The day after which the service ends unless it is renewed.
    pub expires: String,
}

/// Another order stands in the way of a renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalBlocked {
    /// The name of the service in the shop.
    pub service: String,
    /// The one that stands in the way.
    pub order_number: String,
    /// Where it is paid or called off.
    pub order_url: String,
    /// The day after which the service ends unless it is renewed.
    pub expires: String,
}

/// Something that is to go on is not sold any more, so nothing is charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalNotSold {
    /// The name of the service in the shop.
    pub service: String,
    /// The day after which the service ends unless it is renewed.
    pub expires: String,
    /// Where it is renewed by hand.
    pub renewal_url: String,
}

/// A service goes on: by itself, or because its customer renewed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRenewed {
    /// Its name in the shop.
    pub service: String,
    /// The last day on which it can be used now.
    pub until: String,
    /// What goes on with it.
    pub lines: Vec<RenewedLine>,
    /// What was charged, when nobody was asked.
    pub by_itself: Option<String>,
    /// What the order came to.
    pub amount: String,
    /// It could not be used any more.
    pub had_expired: bool,
    /// The order's own page.
    pub order_url: String,
    /// Where the next renewal is looked after.
    pub renewal_url: String,
}

impl ServiceRenewed {
    /// What has happened, in one line.
    #[must_use]
    pub fn title(&self) -> String {
        let Self { service, until, .. } = self;
        match (&self.by_itself, self.had_expired) {
            (Some(_), _) => format!("Rinnovo automatico: {service} fino al {until}"),
            (None, true) => format!("{service} è di nuovo attivo fino al {until}"),
            (None, false) => format!("{service} è rinnovato fino al {until}"),
        }
    }
}

/// The service, or an add-on of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewedLine {
    /// As the line of the order names it.
    pub description: String,
    /// The last day on which it can be used.
    pub until: String,
}
