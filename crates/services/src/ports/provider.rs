//! The payment provider: a hosted page where customers pay, and a voice that tells the outcome.
//!
//! A question has three kinds of answer, and whoever asks must tell them apart: an outcome, a
//! refusal to begin (nothing happened, and nothing will), and no answer. Without an answer money
//! may have moved, so nobody may assume that it has not.

use std::fmt::{self, Debug, Display};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::Money;
use domain::id::{AttemptId, RefundId};
use domain::order::PaymentMethod;
use domain::payment::{AttemptState, Told};
use domain::renewal::MethodReference;

use super::method_setup::MethodVault;
use super::no_answer::NoAnswer;

/// What is to be collected.
#[derive(Clone, Debug)]
pub struct PaymentRequest {
    /// The provider's idempotency key: the same request twice is one payment.
    pub attempt: AttemptId,
    /// As the customer knows it.
    pub order_number: i64,
    /// The amount to collect, in euro.
    pub amount: Money,
    /// Card or PayPal.
    pub method: PaymentMethod,
    /// Where the customer comes back to, whatever the outcome.
    pub back: String,
    /// When the try was committed.
    pub begun_at: DateTime<Utc>,
    /// The provider's name for it, once it has told one.
    pub reference: Option<String>,
    /// The stored method that it is collected from; none when the customer pays on the provider's
    /// page.
    pub stored: Option<MethodReference>,
    /// The customer is there, and can be sent to a bank that wants a confirmation.
    pub is_attended: bool,
    /// The provider's name for the customer, when the way to pay on its page shall be stored.
    pub saves_for: Option<String>,
}

/// What the provider says of a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What became of it, as far as the provider knows.
    pub state: AttemptState,
    /// Its name for the try.
    pub reference: Option<String>,
    /// Where the customer pays.
    pub page: Option<String>,
    /// What was collected, where that is told.
    pub amount: Option<Money>,
}

impl Answer {
    /// Only an outcome.
    #[must_use]
    pub fn of(state: AttemptState) -> Self {
        Self { state, reference: None, page: None, amount: None }
    }

    /// What the try itself learns from it.
    #[must_use]
    pub fn told(&self) -> Told<'_> {
        Told {
            state: self.state,
            reference: self.reference.as_deref(),
            page: self.page.as_deref(),
            amount: self.amount,
        }
    }
}

/// One message that the provider sent by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whose outcome it tells; none for a message about something else.
    pub about: Option<(AttemptId, Answer)>,
}

/// A message as it came in.
#[derive(Clone, Copy, Debug)]
pub struct Envelope<'a> {
    /// The header that proves who sent it.
    pub signature: Option<&'a str>,
    /// The very bytes that were signed.
    pub body: &'a [u8],
}

/// Money to be given back.
#[derive(Clone, Debug)]
pub struct RefundRequest {
    /// The provider's idempotency key.
    pub refund: RefundId,
    /// Which try had brought it.
    pub attempt: AttemptId,
    /// The name of that at the provider.
    pub reference: String,
    /// How much goes back.
    pub amount: Money,
}

/// What the provider says of a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefundAnswer {
    /// It is on its way, under this name.
    Done {
        /// The name of the refund at the provider.
        reference: String,
    },
    /// It stays, for this reason.
    Refused {
        /// In the words of the provider, for the office.
        why: String,
    },
}

/// A message that is not from the provider, or not to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untrusted {
    /// The signature is missing or wrong.
    Signature,
    /// It was signed too long ago.
    Stale,
    /// It cannot be read.
    Unreadable,
}

/// A provider of payments.
#[async_trait]
pub trait Provider: Debug + Send + Sync {
    /// In one lower-case word, as it stands in the database.
    fn name(&self) -> &'static str;

    /// Begins a payment. Beginning it again is the same payment.
    async fn begin(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer>;

    /// What became of it.
    async fn ask(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer>;

    /// Closes the page, so that nobody can pay there any more. The answer may be that somebody has.
    async fn call_off(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer>;

    /// Gives money back. Asking again is the same refund.
    async fn give_back(&self, request: &RefundRequest) -> Result<RefundAnswer, NoAnswer>;

    /// Makes sure that a message is genuine and tells its name, which is the same every time the
    /// provider sends it.
    ///
    /// # Errors
    /// Why nobody may act upon it: it is not signed by the provider, or was signed too long ago.
    fn verify(&self, envelope: Envelope<'_>, now: DateTime<Utc>) -> Result<String, Untrusted>;

    /// What a genuine message says.
    ///
    /// # Errors
    /// [`Untrusted::Unreadable`] when it is not written as the provider writes.
    fn read(&self, body: &str) -> Result<Notice, Untrusted>;

    /// The same provider as one that stores methods, if it can.
    fn method_vault(&self) -> Option<&dyn MethodVault> {
        None
    }
}

/// A shop without a provider: only transfers and bollettini.
#[derive(Clone, Copy, Debug)]
pub struct NoProvider;

#[async_trait]
impl Provider for NoProvider {
    fn name(&self) -> &'static str {
        "none"
    }

    async fn begin(&self, _: &PaymentRequest) -> Result<Answer, NoAnswer> {
        Err(NoAnswer::from("the shop has no payment provider"))
    }

    async fn ask(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        self.begin(request).await
    }

    async fn call_off(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        self.begin(request).await
    }

    async fn give_back(&self, _: &RefundRequest) -> Result<RefundAnswer, NoAnswer> {
        Err(NoAnswer::from("the shop has no payment provider"))
    }

    fn verify(&self, _: Envelope<'_>, _: DateTime<Utc>) -> Result<String, Untrusted> {
        Err(Untrusted::Signature)
    }

    fn read(&self, _: &str) -> Result<Notice, Untrusted> {
        Err(Untrusted::Unreadable)
    }
}

impl Display for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Signature => "the signature is missing or wrong",
            Self::Stale => "it was signed too long ago",
            Self::Unreadable => "it cannot be read",
        })
    }
}

impl std::error::Error for Untrusted {}
