//! What the mails about a service that is given up tell.

/// A service that its customer gives up, or keeps after all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Termination {
    /// The name of the service in the shop.
    pub service: String,
    /// Whom it is for.
    pub holder: String,
    /// Its last day, had it not been given up.
    pub expires: String,
    /// It was asked for that day, and not for as soon as may be.
    pub at_expiry: bool,
    /// The day of the next charge, if it renews by itself again.
    pub charged_on: Option<String>,
    /// Where the customer looks after it.
    pub page_url: String,
}
