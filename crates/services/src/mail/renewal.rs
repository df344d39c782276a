//! What the mails about renewals and stored ways to pay tell.

/// A way to pay was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodStored {
    /// `Carta Visa 4242`.
    pub method: String,
    pub methods_url: String,
}

/// A service renews by itself from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalTurnedOn {
    pub service: String,
    pub method: String,
    pub charged_on: String,
    pub expires: String,
    pub renewal_url: String,
}

/// A service does not renew by itself any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalTurnedOff {
    pub service: String,
    pub expires: String,
    pub renewal_url: String,
}

/// The money of a renewal could not be collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalNotCollected {
    pub service: String,
    pub order_number: String,
    pub order_url: String,
    pub amount: String,
    /// A whole sentence.
    pub why: String,
    pub expires: String,
    /// The day of the next try, if there is one.
    pub again_on: Option<String>,
    pub methods_url: String,
}

/// The bank wants its customer to confirm a renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalWantsCustomer {
    pub service: String,
    pub order_number: String,
    /// Where it is paid and confirmed.
    pub pay_url: String,
    pub amount: String,
    pub expires: String,
}

/// Another order stands in the way of a renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalBlocked {
    pub service: String,
    pub order_number: String,
    pub order_url: String,
    pub expires: String,
}
