//! What the mails about money that is due, or has arrived, tell.

/// How to pay as chosen; the order's page has the other ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HowToPay {
    /// Also the only text that may stand in a transfer's reason: then crediting is automatic.
    pub order_number: String,
    /// Where the other ways to pay are.
    pub order_url: String,
    /// What is still missing.
    pub amount: String,
    /// What has arrived already, if that is a part.
    pub received: Option<String>,
    /// The last day on which the order waits.
    pub pay_by: String,
    /// The chosen one, with its data.
    pub way: WayToPay,
}

/// What somebody needs to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayToPay {
    /// From any bank, with the number of the order as its reason.
    Transfer {
        /// The name at the bank.
        beneficiary: String,
        /// In groups of four.
        iban: String,
        /// The bank of the IBAN.
        bic: String,
    },
    /// A bollettino at a post office.
    Slip {
        /// The name that the postal account bears.
        beneficiary: String,
        /// The number of the postal account, as people write it.
        account: String,
        /// Eighteen digits, by which the money is credited to the order.
        customer_code: String,
        /// The slip as a PDF document.
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
    /// As people call the order.
    pub order_number: String,
    /// The page of the order.
    pub order_url: String,
    /// All of what was due, not only the last part.
    pub amount: String,
    /// How the money came; not always as it was ordered.
    pub method: String,
    /// The day that counts for the contract.
    pub paid_on: String,
    /// True when everything ordered was active before: a public body settles its order.
    pub was_active: bool,
}
