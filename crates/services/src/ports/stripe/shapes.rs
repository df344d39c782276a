//! The parts of Stripe's objects that we read, in Stripe's words.

use serde::Deserialize;

/// <https://docs.stripe.com/api/checkout/sessions/object>
#[derive(Debug, Deserialize)]
pub struct Session {
    pub id: String,
    pub mode: Mode,
    pub status: Option<SessionStatus>,
    pub payment_status: PaymentStatus,
    pub amount_total: Option<i64>,
    pub currency: Option<String>,
    pub client_reference_id: Option<String>,
    /// Only while it is open.
    pub url: Option<String>,
    pub payment_intent: Option<Reference<Intent>>,
    pub setup_intent: Option<Reference<SetupIntent>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    Payment,
    Setup,
    #[serde(other)]
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    Open,
    Complete,
    Expired,
    #[serde(other)]
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    Paid,
    Unpaid,
    #[serde(other)]
    Other,
}

/// <https://docs.stripe.com/api/payment_intents/object>
#[derive(Debug, Deserialize)]
pub struct Intent {
    pub id: String,
    pub status: IntentStatus,
    pub amount: i64,
    pub amount_received: Option<i64>,
    pub currency: String,
    pub metadata: Option<Metadata>,
    pub last_payment_error: Option<PaymentError>,
    pub payment_method: Option<Reference<Method>>,
    pub next_action: Option<NextAction>,
}

/// What the customer has to do.
#[derive(Debug, Deserialize)]
pub struct NextAction {
    pub redirect_to_url: Option<Redirect>,
}

/// The page of a bank.
#[derive(Debug, Deserialize)]
pub struct Redirect {
    pub url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntentStatus {
    RequiresPaymentMethod,
    RequiresConfirmation,
    RequiresAction,
    Processing,
    RequiresCapture,
    Canceled,
    Succeeded,
    #[serde(other)]
    Other,
}

/// <https://docs.stripe.com/api/setup_intents/object>
#[derive(Debug, Deserialize)]
pub struct SetupIntent {
    pub payment_method: Option<Reference<Method>>,
    pub last_setup_error: Option<PaymentError>,
}

/// <https://docs.stripe.com/api/payment_methods/object>
#[derive(Debug, Deserialize)]
pub struct Method {
    pub id: String,
    pub card: Option<Card>,
    pub paypal: Option<PayPal>,
}

#[derive(Debug, Deserialize)]
pub struct Card {
    pub brand: String,
    pub last4: String,
    pub exp_month: u8,
    pub exp_year: u16,
}

#[derive(Debug, Deserialize)]
pub struct PayPal {
    pub payer_email: Option<String>,
}

/// <https://docs.stripe.com/api/refunds/object>
#[derive(Debug, Deserialize)]
pub struct Refund {
    pub id: String,
    pub amount: i64,
    pub status: RefundStatus,
    pub failure_reason: Option<String>,
    metadata: Option<Metadata>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    Pending,
    RequiresAction,
    Succeeded,
    Failed,
    Canceled,
    #[serde(other)]
    Other,
}

/// An object of which the shop needs its name only.
#[derive(Debug, Deserialize)]
pub struct Named {
    pub id: String,
}

/// What we wrote on our own objects.
#[derive(Debug, Default, Deserialize)]
pub struct Metadata {
    pub attempt: Option<String>,
    pub refund: Option<String>,
    pub via: Option<Via>,
}

/// How it was paid: on a page, from a stored method by a customer who was there, or while nobody
/// was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    Page,
    Present,
    Kept,
    #[serde(other)]
    Other,
}

/// Why something was refused: <https://docs.stripe.com/error-codes>, and the bank's own reason:
/// <https://docs.stripe.com/declines/codes>
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PaymentError {
    pub code: Option<String>,
    pub decline_code: Option<String>,
}

/// <https://docs.stripe.com/api/errors>
#[derive(Debug, Deserialize)]
pub struct ErrorBody {
    pub error: ErrorObject,
}

#[derive(Debug, Deserialize)]
pub struct ErrorObject {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(flatten)]
    pub reason: PaymentError,
    pub payment_intent: Option<Named>,
}

/// <https://docs.stripe.com/api/pagination>
#[derive(Debug, Deserialize)]
pub struct List<T> {
    pub data: Vec<T>,
    pub has_more: bool,
}

/// <https://docs.stripe.com/api/events/object>
#[derive(Debug, Deserialize)]
pub struct Event {
    #[serde(rename = "type")]
    pub kind: String,
    pub data: EventData,
}

#[derive(Debug, Deserialize)]
pub struct EventData {
    pub object: serde_json::Value,
}

/// An object, or its name alone: <https://docs.stripe.com/api/expanding_objects>
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Reference<T> {
    Id(String),
    Whole(Box<T>),
}

impl<T> Reference<T> {
    pub fn whole(&self) -> Option<&T> {
        match self {
            Self::Id(_) => None,
            Self::Whole(object) => Some(object),
        }
    }
}

impl Reference<Intent> {
    pub fn id(self) -> String {
        match self {
            Self::Id(id) => id,
            Self::Whole(intent) => intent.id,
        }
    }
}

impl Intent {
    /// The attempt that it was made for, as we wrote it there.
    pub fn attempt(&self) -> Option<&String> {
        self.metadata.as_ref()?.attempt.as_ref()
    }

    /// How it was paid, as we wrote it there. On a page a refusal is not the end.
    pub fn via(&self) -> Option<Via> {
        self.metadata.as_ref()?.via
    }

    /// Where the customer confirms it.
    pub fn page(&self) -> Option<&String> {
        self.next_action.as_ref()?.redirect_to_url.as_ref()?.url.as_ref()
    }
}

impl Refund {
    /// True when we made it for this refund of ours.
    pub fn is_of(&self, refund: &str) -> bool {
        let made_for = self.metadata.as_ref().and_then(|metadata| metadata.refund.as_deref());
        made_for == Some(refund)
    }
}
