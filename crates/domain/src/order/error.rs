//! What is refused about an order.

use serde::{Deserialize, Serialize};

use super::{Acceptance, FailureReason};
use crate::money::Money;

/// Why an order is not concluded, or its state not changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrderError {
    /// Only an unpaid order can be cancelled.
    NotCancellable,
    /// The order was cancelled, so a payment cannot be registered for it.
    Cancelled,
    /// The amount received is not the amount due.
    WrongAmount {
        /// What is due.
        due: Money,
    },
    /// Money cannot have arrived on a day that is still to come.
    PaidInFuture,
    /// The price is no longer the one that the customer saw.
    QuoteChanged,
    /// One of the acceptances is missing.
    NotAccepted(Acceptance),
    /// There is an unpaid order for the same service: pay or cancel that one first.
    PendingOrder(i64),
    /// No holder has been given for a first purchase.
    HolderMissing,
    /// Nobody said how it will be paid.
    NoMethod,
    /// The method does not exist in this shop.
    MethodNotOffered,
    /// A public body pays by transfer and in no other way.
    OnlyBankTransfer,
    /// A provider does not collect so little.
    TooLittleToCollect,
    /// What was written as CIG of the order is none.
    NotACig,
    /// What was written as CUP of the order is none.
    NotACup,
    /// There is no letter of commitment to decide about, or it was decided before.
    NoLetter,
    /// Another letter has come since this one was looked at.
    LetterReplaced,
    /// A letter is refused with a reason that its sender can do something with, and money is given
    /// back with one that a colleague understands.
    ReasonMissing,
    /// A payment is under way and nobody knows yet how it ends, so nothing may change.
    PaymentUnderWay,
    /// The payment provider does not answer just now.
    ProviderSilent,
    /// Only an order that waits for its payment can be paid.
    NotPayable,
    /// It could not be fulfilled any more, so nobody may pay it.
    Impossible(FailureReason),
    /// Nothing was paid, so nothing can be given back.
    NotPaid,
    /// More cannot be given back than what is still here.
    RefundTooLarge {
        /// The most that can.
        most: Money,
    },
}
