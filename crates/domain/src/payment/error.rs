//! What is refused about the payment of an order.

use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::order::FailureReason;

/// Why an order is not paid, in the chosen way or at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentError {
    /// Nobody said how it will be paid.
    NoMethod,
    /// The method does not exist in this shop.
    MethodNotOffered,
    /// A public body pays by transfer and in no other way.
    OnlyBankTransfer,
    /// A provider does not collect so little.
    TooLittleToCollect,
    /// A payment is under way and nobody knows yet how it ends, so nothing may change.
    UnderWay,
    /// The payment provider does not answer just now.
    ProviderUnreachable,
    /// Only an order that waits for its payment can be paid.
    NotPayable,
    /// It could not be fulfilled any more, so nobody may pay it.
    Impossible(FailureReason),
    /// The amount received is not the amount due.
    WrongAmount {
        /// The amount due.
        due: Money,
    },
    /// Money cannot have arrived on a day that is still to come.
    PaidInFuture,
}
