//! Stripe: Checkout pages for cards and `PayPal`, payments from a stored method, signed messages.
//!
//! An attempt has one of two names there: that of its Checkout Session (`cs_…`), or, when it is
//! collected from a stored method, that of its Payment Intent (`pi_…`). Only a session ends a try on a page:
//! after a declined card the customer may take another one, on the same page.

mod method_setup;
mod outcome;
mod search;
mod shapes;
mod signature;
mod wire;

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::order::PaymentMethod;
use domain::payment::{AttemptState, Refusal};
use platform::Clock;

use self::shapes::{Intent, Reference, Refund, RefundStatus, Session};
use self::wire::{Failure, Refused, Wire};
use super::method_setup::MethodVault;
use super::no_answer::NoAnswer;
use super::provider::{
    Answer, Envelope, Notice, PaymentRequest, Provider, RefundAnswer, RefundRequest, Untrusted,
};
use crate::Result;
use domain::renewal::MethodReference;

const NAME: &str = "stripe";

/// How long a page can be paid on.
const PAGE_LIVES: TimeDelta = TimeDelta::hours(1);

/// The adapter. Cheap to share, and silent about its secrets.
pub struct Stripe {
    wire: Wire,
    webhook_secrets: Vec<String>,
    clock: Clock,
}

impl Stripe {
    /// With the secret key, every secret with which messages may be signed (several while one
    /// takes the place of another), and the address of the API. Nothing is contacted yet.
    ///
    /// # Errors
    /// When no client for HTTP can be made.
    pub fn new(key: String, webhook_secrets: Vec<String>, api: &str, clock: Clock) -> Result<Self> {
        Ok(Self { wire: Wire::new(key, api)?, webhook_secrets, clock })
    }

    /// Opens a page, or finds the one that was opened with the same request.
    async fn page(&self, request: &PaymentRequest) -> Result<Answer, Failure> {
        let attempt = request.attempt.to_string();
        let title = format!("Ordine {}", request.order_number);
        let expires_at = (request.begun_at + PAGE_LIVES).timestamp().to_string();
        let amount = request.amount.cents().to_string();
        let mut form = vec![
            ("mode", "payment"),
            ("payment_method_types[]", kind(request.method)),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "eur"),
            ("line_items[0][price_data][unit_amount]", &amount),
            ("line_items[0][price_data][product_data][name]", &title),
            ("client_reference_id", &attempt),
            ("metadata[attempt]", &attempt),
            ("payment_intent_data[metadata][attempt]", &attempt),
            ("payment_intent_data[metadata][via]", "page"),
            ("payment_intent_data[description]", &title),
            ("success_url", &request.back),
            ("cancel_url", &request.back),
            ("expires_at", &expires_at),
            ("locale", "it"),
            // What is due is in euro, whatever the customer's bank counts in.
            ("adaptive_pricing[enabled]", "false"),
            ("expand[]", "payment_intent"),
        ];
        // Without a customer no address is told: it may be somebody else who pays, by a link.
        if let Some(customer) = &request.saves_for {
            form.extend([
                ("customer", customer.as_str()),
                ("payment_intent_data[setup_future_usage]", "off_session"),
            ]);
        }
        let session: Session = self.wire.post("checkout/sessions", &form, Some(&attempt)).await?;
        Ok(of_session(&session, request)?)
    }

    /// Collects from what is stored, or finds what became of the same request. A customer who is
    /// there can confirm at the bank and comes back from it.
    async fn collect(
        &self,
        request: &PaymentRequest,
        stored: &MethodReference,
    ) -> Result<Answer, Failure> {
        let attempt = request.attempt.to_string();
        let amount = request.amount.cents().to_string();
        let order = request.order_number.to_string();
        let mut form = vec![
            ("amount", amount.as_str()),
            ("currency", "eur"),
            ("customer", &stored.customer),
            ("payment_method", &stored.method),
            ("payment_method_types[]", kind(request.method)),
            ("confirm", "true"),
            ("metadata[attempt]", &attempt),
            ("metadata[order]", &order),
        ];
        if request.is_attended {
            form.extend([("return_url", request.back.as_str()), ("metadata[via]", "present")]);
        } else {
            form.extend([("off_session", "true"), ("metadata[via]", "kept")]);
        }
        match self.wire.post::<Intent>("payment_intents", &form, Some(&attempt)).await {
            Ok(intent) => Ok(of_intent(&intent, request)?),
            Err(Failure::Refused(refused)) if refused.is_of_the_card() => {
                Ok(outcome::of_a_refused_card(&refused, request.is_attended))
            }
            Err(failure) => Err(failure),
        }
    }

    async fn ask_for_again(&self, request: &PaymentRequest) -> Result<Answer, Failure> {
        match &request.stored {
            Some(stored) => self.collect(request, stored).await,
            None => self.page(request).await,
        }
    }

    async fn answer_of(
        &self,
        request: &PaymentRequest,
        reference: &str,
    ) -> Result<Answer, Failure> {
        if is_intent(reference) {
            let intent = self.wire.get(&format!("payment_intents/{reference}"), &[]).await?;
            return Ok(of_intent(&intent, request)?);
        }
        let path = format!("checkout/sessions/{reference}");
        let session = self.wire.get(&path, &[("expand[]", "payment_intent")]).await?;
        Ok(of_session(&session, request)?)
    }

    async fn close(&self, request: &PaymentRequest, reference: &str) -> Result<Answer, Failure> {
        if is_intent(reference) {
            let path = format!("payment_intents/{reference}/cancel");
            return Ok(of_intent(&self.wire.post(&path, &[], None).await?, request)?);
        }
        let path = format!("checkout/sessions/{reference}/expire");
        let session = self.wire.post(&path, &[("expand[]", "payment_intent")], None).await?;
        Ok(of_session(&session, request)?)
    }

    /// The refund, whether it is new or was asked for before. Keys are forgotten after a day, so
    /// it is looked for first.
    async fn refund(&self, request: &RefundRequest) -> Result<Refund, Failure> {
        let intent = self.intent_behind(&request.reference).await?;
        let id = request.refund.to_string();
        let query = [("payment_intent", intent.as_str())];
        let is_it = |refund: &Refund| refund.is_of(&id);
        if let Some(refund) = self.first("refunds", &query, |r: &Refund| &r.id, is_it).await? {
            return Ok(refund);
        }
        let amount = request.amount.cents().to_string();
        let attempt = request.attempt.to_string();
        let form = [
            ("payment_intent", intent.as_str()),
            ("amount", &amount),
            ("metadata[refund]", &id),
            ("metadata[attempt]", &attempt),
        ];
        self.wire.post("refunds", &form, Some(&id)).await
    }

    async fn intent_behind(&self, reference: &str) -> Result<String, Failure> {
        if is_intent(reference) {
            return Ok(reference.to_owned());
        }
        let path = format!("checkout/sessions/{reference}");
        let session: Session = self.wire.get(&path, &[]).await?;
        let intent = session.payment_intent.map(Reference::id);
        intent.ok_or_else(|| NoAnswer::from("nothing was paid on that page").into())
    }
}

#[async_trait]
impl Provider for Stripe {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn begin(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        match self.ask_for_again(request).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Refused(refused)) => Ok(nothing_begun(request, &refused)),
            Err(Failure::NoAnswer(no_answer)) => Err(no_answer),
        }
    }

    async fn ask(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        match &request.reference {
            // Not to know it proves nothing: the key may be that of another account by now.
            Some(reference) => self.answer_of(request, reference).await.map_err(Failure::no_answer),
            None => self.find(request).await,
        }
    }

    async fn call_off(&self, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
        let Some(reference) = request.reference.clone() else {
            let answer = self.find(request).await?;
            return match answer.reference.clone() {
                Some(reference) if answer.state.is_live() => {
                    self.call_off(&PaymentRequest { reference: Some(reference), ..request.clone() })
                        .await
                }
                _ => Ok(answer),
            };
        };
        match self.close(request, &reference).await {
            Ok(answer) => Ok(answer),
            // It was over before, one way or the other.
            Err(Failure::Refused(_)) => {
                self.answer_of(request, &reference).await.map_err(Failure::no_answer)
            }
            Err(Failure::NoAnswer(no_answer)) => Err(no_answer),
        }
    }

    async fn give_back(&self, request: &RefundRequest) -> Result<RefundAnswer, NoAnswer> {
        let refund = match self.refund(request).await {
            Ok(refund) => refund,
            // A wrong key, or a payment of another account: that is not Stripe's last word.
            Err(Failure::Refused(refused)) if refused.is_about_us() => {
                return Err(refused.no_answer());
            }
            // Somebody was quicker on Stripe's own pages. Ours never come to more than was paid.
            Err(Failure::Refused(refused)) if refused.is_refunded_already() => {
                return Ok(RefundAnswer::Done { reference: String::new() });
            }
            Err(Failure::Refused(refused)) => {
                return Ok(RefundAnswer::Refused { why: refused.to_string() });
            }
            Err(Failure::NoAnswer(no_answer)) => return Err(no_answer),
        };
        if refund.amount != request.amount.cents() {
            return Err(NoAnswer::from("it is about another amount"));
        }
        match refund.status {
            RefundStatus::Succeeded => Ok(RefundAnswer::Done { reference: refund.id }),
            RefundStatus::Failed | RefundStatus::Canceled => {
                let why = refund.failure_reason.unwrap_or_else(|| "cancelled".into());
                Ok(RefundAnswer::Refused { why })
            }
            RefundStatus::Pending | RefundStatus::RequiresAction | RefundStatus::Other => {
                Err(NoAnswer::from("the refund is on its way"))
            }
        }
    }

    fn verify(&self, envelope: Envelope<'_>, now: DateTime<Utc>) -> Result<String, Untrusted> {
        signature::verify(&self.webhook_secrets, envelope, now)?;
        outcome::name_of_event(envelope.body)
    }

    fn read(&self, body: &str) -> Result<Notice, Untrusted> {
        outcome::of_event(body)
    }

    fn method_vault(&self) -> Option<&dyn MethodVault> {
        Some(self)
    }
}

/// A refusal that proves that nothing was begun.
fn nothing_begun(request: &PaymentRequest, refused: &Refused) -> Answer {
    // Somebody has to look at this: a wrong key, or a method that the account may not use.
    tracing::warn!(attempt = %request.attempt, %refused, "Stripe will not begin a payment");
    Answer::of(AttemptState::Refused(if refused.is_of_the_card() {
        outcome::refusal(refused.reason())
    } else {
        Refusal::Technical
    }))
}

/// What a session says of the attempt that we asked about.
fn of_session(session: &Session, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
    if session.client_reference_id.as_deref() != Some(&*request.attempt.to_string()) {
        return Err(NoAnswer::from("it names another payment"));
    }
    ours(outcome::of_session(session)?, request)
}

/// What an intent says of the attempt that we asked about.
fn of_intent(intent: &Intent, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
    if intent.attempt() != Some(&request.attempt.to_string()) {
        return Err(NoAnswer::from("it names another payment"));
    }
    ours(outcome::of_intent(intent)?, request)
}

/// A payment of another amount cannot go on. One that was made is told as it is, and the office
/// decides.
fn ours(answer: Answer, request: &PaymentRequest) -> Result<Answer, NoAnswer> {
    if answer.state.is_live() && answer.amount.is_some_and(|amount| amount != request.amount) {
        return Err(NoAnswer::from("it is about another amount"));
    }
    Ok(answer)
}

fn is_intent(reference: &str) -> bool {
    reference.starts_with("pi_")
}

/// Stripe's word for how the customer pays.
fn kind(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::PayPal => "paypal",
        // The others never come here.
        PaymentMethod::Card | PaymentMethod::BankTransfer | PaymentMethod::PostalSlip => "card",
    }
}

impl fmt::Debug for Stripe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stripe")
    }
}
