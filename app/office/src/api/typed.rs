//! What staff type about money and documents, and what a registration did: the forms send it, it comes
//! back to be confirmed, and it waits in the session.

use domain::id::{CaseId, CommitmentDocumentId, RefundId};
use serde::{Deserialize, Serialize};

/// What was typed about a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedPayment {
    pub number: i64,
    /// As a date field sends it: `2026-11-22`.
    pub paid_on: String,
    pub amount: String,
    /// The list beside which the order was shown (`asked::Asked::list`).
    pub list: String,
    /// True after the second look.
    pub confirmed: bool,
}

/// What a registration did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Registered {
    Now,
    Before,
    /// It was a commitment.
    Committed,
    CommittedBefore,
    CommitmentRefused,
}

/// What was typed about money whose order somebody has found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedAllocation {
    pub case: Option<CaseId>,
    pub number: String,
    /// True when it found no order and was sent back.
    pub sent_back: bool,
    /// True after the second look.
    pub confirmed: bool,
}

/// What was decided about the document of a public body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedCommitment {
    pub number: i64,
    pub document: Option<CommitmentDocumentId>,
    pub reason: String,
    /// True after the second look.
    pub confirmed: bool,
}

/// What was typed about a refund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedRefund {
    /// Made with the form, so that the same form sent twice gives back once.
    pub id: Option<RefundId>,
    pub number: i64,
    pub case: Option<CaseId>,
    pub amount: String,
    pub reason: String,
    /// The list beside which the order was shown (`asked::Asked::list`).
    pub list: String,
    /// True after the second look.
    pub confirmed: bool,
}
