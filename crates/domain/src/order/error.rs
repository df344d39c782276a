//! What is refused about an order as such.

use serde::{Deserialize, Serialize};

use super::Acceptance;

/// Why an order is not concluded, or its state not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderError {
    /// Only an unpaid order can be cancelled.
    NotCancellable,
    /// The order was cancelled, so neither a payment nor a commitment can be registered for it.
    Cancelled,
    /// The price is no longer the one that the customer saw.
    QuoteChanged,
    /// One of the acceptances is missing.
    NotAccepted(Acceptance),
    /// There is an unpaid order for the same service: pay or cancel that one first.
    PendingOrder(i64),
    /// No holder has been given for a first purchase.
    HolderMissing,
}
