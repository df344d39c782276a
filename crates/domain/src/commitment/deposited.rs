//! Documents that were sent, and what the office said of them.

use chrono::{DateTime, Utc};

use super::{Commitment, DocumentType};
use crate::calendar::Date;
use crate::id::CommitmentDocumentId;
use crate::money::Money;
use crate::party::Holder;

/// What the office said of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It says what it has to; the order is fulfilled on it.
    Registered,
    /// For this reason.
    Refused(String),
}

/// A document as everybody knows it, without its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposited {
    /// By which its file is asked for.
    pub id: CommitmentDocumentId,
    /// What was typed beside the file.
    pub commitment: Commitment,
    /// As its sender called it.
    pub file_name: String,
    /// As the bytes say, whatever the name ends with.
    pub kind: DocumentType,
    /// The size of the file.
    pub bytes: i64,
    /// When the customer sent it.
    pub sent_at: DateTime<Utc>,
    /// What the office said of it, and on which day.
    pub decision: Option<(Decision, Date)>,
}

/// A document on the office's desk, with its order.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// What was sent.
    pub document: Deposited,
    /// As people call the order.
    pub order_number: i64,
    /// The public body.
    pub holder: Holder,
    /// What it commits itself to pay.
    pub due: Money,
    /// True when the order leaves the VAT to the customer, which the document has to state.
    pub is_split: bool,
}

/// The file itself.
#[derive(Clone, Debug)]
pub struct File {
    /// As the bytes say, for the browser that shows it.
    pub kind: DocumentType,
    /// Just as they were sent.
    pub bytes: Vec<u8>,
}
