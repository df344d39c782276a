//! A way to pay that is kept at the provider, for renewals that happen while nobody is there.
//!
//! The shop never sees a card number: it keeps two names that mean something to the provider
//! only. Collecting from them is [`Provider::begin`](super::Provider::begin) of a
//! [`PaymentRequest`](super::provider::PaymentRequest) with a [`MethodReference`](domain::renewal::MethodReference) in it, so that whoever asks about payments asks
//! about these too.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::id::AccountId;
use domain::order::PaymentMethod;
use domain::payment::Refusal;
use uuid::Uuid;

use super::no_answer::NoAnswer;

/// Somebody whose way to pay will be kept.
#[derive(Clone, Debug)]
pub struct Payer {
    /// The idempotency key: one account is one customer.
    pub account: AccountId,
    /// The name on the provider's own pages.
    pub name: String,
    /// Where the provider writes to.
    pub email: String,
}

/// The request to leave a way to pay. Nothing is collected.
#[derive(Clone, Debug)]
pub struct SetupRequest {
    /// The idempotency key: the same request twice is one page.
    pub id: Uuid,
    /// The customer, as [`MethodVault::create_customer`] told.
    pub customer: String,
    /// A card or `PayPal`.
    pub kind: PaymentMethod,
    /// Where the customer comes back to, whatever the outcome.
    pub back: String,
    /// When the page was first asked for; it closes an hour later.
    pub begun_at: DateTime<Utc>,
}

/// How far it has come, and under which name the provider can be asked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupAnswer {
    /// The provider's name for the request.
    pub reference: String,
    /// How far it has come.
    pub state: SetupOutcome,
}

/// What has become of a [`SetupRequest`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetupOutcome {
    /// The customer is on the provider's page, or may go there.
    Open {
        /// Its address.
        page: Option<String>,
    },
    /// The page was closed and nothing is kept.
    GivenUp,
    /// The provider will not keep this one.
    Refused(Refusal),
    /// It is kept.
    Stored(MethodDetails),
}

/// A way to pay that the provider keeps, with what its owner knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodDetails {
    /// The provider's name for it.
    pub method: String,
    /// A card or `PayPal`.
    pub kind: PaymentMethod,
    /// `visa 4242`, or the address of a `PayPal` account.
    pub label: String,
    /// Year and month after which a card is void.
    pub expires: Option<(u16, u8)>,
}

/// A provider that keeps ways to pay.
#[async_trait]
pub trait MethodVault: Send + Sync {
    /// Makes somebody known and tells the provider's name for them. Keep that name: a day later
    /// the same question makes another customer.
    async fn create_customer(&self, who: &Payer) -> Result<String, NoAnswer>;

    /// Opens a page where the customer leaves a way to pay. Asking again is the same page.
    async fn begin_setup(&self, request: &SetupRequest) -> Result<SetupAnswer, NoAnswer>;

    /// What became of it. `reference` may also be that of a payment whose way to pay was to be kept
    /// ([`PaymentRequest::saves_for`](super::provider::PaymentRequest::saves_for)), once the payment
    /// was made.
    async fn ask_setup(&self, reference: &str) -> Result<SetupAnswer, NoAnswer>;

    /// Lets go of a way to pay. Doing so again is no mistake.
    async fn detach(&self, method: &str) -> Result<(), NoAnswer>;
}
