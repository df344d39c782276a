//! What the mails about the commitment of a public body tell.

/// A public body is asked for its commitment document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentAwaited {
    /// As people call the order.
    pub order_number: String,
    /// The page that takes the document.
    pub order_url: String,
    /// What is to be paid later.
    pub amount: String,
    /// The VAT is not among it: split payment.
    pub is_split: bool,
    /// Until when.
    pub send_by: Option<String>,
}

/// The commitment is registered and everything is active; the money comes later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentRegistered {
    /// What the body writes into the reason of its transfer.
    pub order_number: String,
    /// The page of the order.
    pub order_url: String,
    /// What is to be paid later.
    pub amount: String,
    /// The VAT is not among it: split payment.
    pub is_split: bool,
    /// Who gets the transfer: the name at the bank.
    pub beneficiary: String,
    /// In groups of four.
    pub iban: String,
    /// The bank of the IBAN.
    pub bic: String,
}

/// The document cannot be registered as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentRefused {
    /// As people call the order.
    pub order_number: String,
    /// The page that takes another document.
    pub order_url: String,
    /// In the words of whoever refused it.
    pub reason: String,
}
