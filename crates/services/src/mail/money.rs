//! What the mails about money that is due, or has arrived, tell.

/// How to pay as chosen; the order's page has the other ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowToPay {
    /// Also the only text that may stand in a transfer's reason: then crediting is automatic.
    pub order_number: String,
    pub order_url: String,
    /// What is still missing.
    pub amount: String,
    /// What has arrived already, if that is a part.
    pub received: Option<String>,
    pub pay_by: String,
    pub way: WayToPay,
}

/// What somebody needs to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayToPay {
    Transfer {
        beneficiary: String,
        /// In groups of four.
        iban: String,
        bic: String,
    },
    Slip {
        beneficiary: String,
        account: String,
        customer_code: String,
        slip_url: String,
        /// True when the document only shows what to copy onto a blank slip.
        is_sample: bool,
    },
    /// By card or `PayPal`, on the page of the order.
    OnThePage,
}

/// The money has arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentConfirmed {
    pub order_number: String,
    pub order_url: String,
    pub amount: String,
    pub method: String,
    pub paid_on: String,
    /// True when everything ordered was active before: a public body settles its order.
    pub was_active: bool,
}
