//! The sum of all refusals: what a rule of this crate can answer instead of doing as asked.
//!
//! Each variant says the fact; the sentence for people is made in `ui::wording`, by a match
//! without a wildcard, so that a new refusal cannot be forgotten there.

use crate::cart::CartError;
use crate::commitment::CommitmentError;
use crate::configuration::ConfigurationError;
use crate::coupon::CouponError;
use crate::delegation::DelegationError;
use crate::erasure::ErasureError;
use crate::grant::GrantError;
use crate::news::NewsFault;
use crate::order::OrderError;
use crate::party::PartyError;
use crate::payment::PaymentError;
use crate::recovery::RecoveryError;
use crate::refund::RefundError;
use crate::sign_in::SignInError;
use crate::termination::TerminationError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A wish that the rules do not allow.
///
/// What is skipped in WASM belongs to forms that are plain: the server says it in words, and the
/// programs of the browser need not be able to read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleError {
    /// The cart, or a change of it.
    Cart(CartError),
    /// The cart was changed in another tab or by another device; nothing was done.
    CartChangedElsewhere,
    /// Everything that is wrong with a cart that should be ordered.
    Refused(Vec<CartError>),
    /// A discount code.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Coupon(CouponError),
    /// An order, or a change of its state.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Order(OrderError),
    /// The payment of an order.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Payment(PaymentError),
    /// Money that is to be given back.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Refund(RefundError),
    /// The commitment of a public body.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Commitment(CommitmentError),
    /// A form about somebody, or who may buy what.
    Party(PartyError),
    /// A sign-in.
    SignIn(SignInError),
    /// The way back in, by the link of a mail.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Recovery(RecoveryError),
    /// Giving up a service.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Termination(TerminationError),
    /// Being forgotten.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Erasure(ErasureError),
    /// The users of a panel, and what can be done in it.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Grant(GrantError),
    /// The accountants to whom a panel is delegated.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Delegation(DelegationError),
    /// A piece of news that was not put up: all that is wrong with it.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    News(Vec<NewsFault>),
    /// The first configuration of a service.
    #[cfg_attr(target_arch = "wasm32", serde(skip))]
    Configuration(ConfigurationError),
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for RuleError {}

macro_rules! from {
    ($($error:ty => $variant:ident,)*) => {$(
        impl From<$error> for RuleError {
            fn from(error: $error) -> Self {
                Self::$variant(error)
            }
        }
    )*};
}

from! {
    CartError => Cart,
    Vec<CartError> => Refused,
    CouponError => Coupon,
    OrderError => Order,
    PaymentError => Payment,
    RefundError => Refund,
    CommitmentError => Commitment,
    PartyError => Party,
    SignInError => SignIn,
    RecoveryError => Recovery,
    TerminationError => Termination,
    ErasureError => Erasure,
    GrantError => Grant,
    DelegationError => Delegation,
    Vec<NewsFault> => News,
    ConfigurationError => Configuration,
}
