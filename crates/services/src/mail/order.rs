//! What the mails about an order itself tell.

/// The receipt of an order, with what art. 13 d.lgs. 70/2003 asks for: conditions, essential
/// characteristics, prices, means of payment, withdrawal, costs of delivery, taxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderConfirmation {
    /// As people call the order.
    pub order_number: String,
    /// Where the order is followed.
    pub order_url: String,
    /// Day and time in Italy.
    pub ordered_at: String,
    /// Who the invoice is made out to.
    pub holder: String,
    /// As in the order.
    pub lines: Vec<OrderLine>,
    /// What is taken off the sum of the lines; `net` is what remains.
    pub discount: Option<String>,
    /// The taxable sum (imponibile).
    pub net: String,
    /// `IVA 22%`.
    pub vat_label: String,
    /// What the rate makes of the net sum.
    pub vat: String,
    /// Net and VAT.
    pub total: String,
    /// What is to be paid when it is not the total: split payment, art. 17-ter d.P.R. 633/1972.
    pub due: Option<String>,
    /// The chosen one; another is possible until it is paid.
    pub method: String,
    /// With their versions, as the law wants the contract to be kept.
    pub conditions: Vec<AcceptedConditions>,
    /// The sentences on withdrawal that apply to this customer.
    pub withdrawal: String,
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// Product and quantity.
    pub description: String,
    /// `dal 22 novembre 2026 al 22 novembre 2027`.
    pub period: String,
    /// Before VAT and discount.
    pub net: String,
}

/// One text that the customer accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedConditions {
    /// Its heading.
    pub title: String,
    /// `versione 2026-11, accettate il 22 novembre 2026 alle 12:00`.
    pub detail: String,
    /// The page that shows it.
    pub url: String,
}

/// Nobody paid in time, or the customer wanted it no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderCancelled {
    /// As people call the order.
    pub order_number: String,
    /// The page of the order.
    pub order_url: String,
    /// Where the same things can be ordered again.
    pub shop_url: String,
    /// False when nobody paid in time.
    pub by_customer: bool,
}

/// The order waits, but what it asks money for cannot be had any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderImpossible {
    /// As people call the order.
    pub order_number: String,
    /// The page of the order.
    pub order_url: String,
    /// A whole sentence.
    pub why: String,
}
