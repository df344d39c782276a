//! What the mails about an order itself tell.

/// The receipt of an order, with what art. 13 d.lgs. 70/2003 asks for: conditions, essential
/// characteristics, prices, means of payment, withdrawal, costs of delivery, taxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderConfirmation {
    pub order_number: String,
    pub order_url: String,
    pub ordered_at: String,
    pub holder: String,
    pub lines: Vec<OrderLine>,
    /// What is taken off the sum of the lines; `net` is what remains.
    pub discount: Option<String>,
    pub net: String,
    /// `IVA 22%`.
    pub vat_label: String,
    pub vat: String,
    pub total: String,
    /// What is to be paid when it is not the total: split payment, art. 17-ter d.P.R. 633/1972.
    pub due: Option<String>,
    pub method: String,
    pub conditions: Vec<AcceptedConditions>,
    /// The sentences on withdrawal that apply to this customer.
    pub withdrawal: String,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    pub description: String,
    /// `dal 22 novembre 2026 al 22 novembre 2027`.
    pub period: String,
    pub net: String,
}

/// One text that the customer accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedConditions {
    pub title: String,
    /// `versione 2026-11, accettate il 22 novembre 2026 alle 12:00`.
    pub detail: String,
    pub url: String,
}

/// Nobody paid in time, or the customer wanted it no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderCancelled {
    pub order_number: String,
    pub order_url: String,
    pub shop_url: String,
    pub by_customer: bool,
}

/// The order waits, but what it asks money for cannot be had any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderImpossible {
    pub order_number: String,
    pub order_url: String,
    /// A whole sentence.
    pub why: String,
}
