//! Stripe: Checkout pages for cards and `PayPal`, payments from a kept method, signed messages.
//!
//! An attempt has one of two names there: that of its Checkout Session (`cs_…`), or, when nobody
//! was at the screen, that of its Payment Intent (`pi_…`). Only a session ends a try on a page:
//! after a declined card the customer may take another one, on the same page.

mod keeping;
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

use self::shapes::{Intent, Refund, RefundStatus, Session};
use self::wire::{Failure, Refused, Wire};
use super::keeper::Keeper;
use super::no_answer::Silence;
use super::provider::{Answer, Envelope, GiveBack, GivenBack, Notice, Provider, Untrusted, Wish};
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

    /// Opens a page, or finds the one that was opened with the same wish.
    async fn page(&self, wish: &Wish) -> Result<Answer, Failure> {
        let attempt = wish.attempt.to_string();
        let title = format!("Ordine {}", wish.order_number);
        let expires_at = (wish.begun_at + PAGE_LIVES).timestamp().to_string();
        let amount = wish.amount.cents().to_string();
        let mut form = vec![
            ("mode", "payment"),
            ("payment_method_types[]", kind(wish.method)),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "eur"),
            ("line_items[0][price_data][unit_amount]", &amount),
            ("line_items[0][price_data][product_data][name]", &title),
            ("client_reference_id", &attempt),
            ("metadata[attempt]", &attempt),
            ("payment_intent_data[metadata][attempt]", &attempt),
            ("payment_intent_data[metadata][via]", "page"),
            ("payment_intent_data[description]", &title),
            ("success_url", &wish.back),
            ("cancel_url", &wish.back),
            ("expires_at", &expires_at),
            ("locale", "it"),
            // What is due is in euro, whatever the customer's bank counts in.
            ("adaptive_pricing[enabled]", "false"),
            ("expand[]", "payment_intent"),
        ];
        match &wish.keeps_for {
            Some(customer) => form.extend([
                ("customer", customer.as_str()),
                ("payment_intent_data[setup_future_usage]", "off_session"),
            ]),
            None => form.push(("customer_email", &wish.email)),
        }
        let session: Session = self.wire.post("checkout/sessions", &form, Some(&attempt)).await?;
        Ok(of_session(&session, wish)?)
    }

    /// Collects from what is kept, or finds what became of the same wish.
    async fn collect(&self, wish: &Wish, kept: &MethodReference) -> Result<Answer, Failure> {
        let attempt = wish.attempt.to_string();
        let amount = wish.amount.cents().to_string();
        let order = wish.order_number.to_string();
        let form = [
            ("amount", amount.as_str()),
            ("currency", "eur"),
            ("customer", &kept.customer),
            ("payment_method", &kept.method),
            ("payment_method_types[]", kind(wish.method)),
            ("off_session", "true"),
            ("confirm", "true"),
            ("metadata[attempt]", &attempt),
            ("metadata[order]", &order),
            ("metadata[via]", "kept"),
        ];
        match self.wire.post::<Intent>("payment_intents", &form, Some(&attempt)).await {
            Ok(intent) => Ok(of_intent(&intent, wish)?),
            Err(Failure::Refused(refused)) if refused.is_of_the_card() => {
                Ok(outcome::of_a_refused_card(&refused))
            }
            Err(failure) => Err(failure),
        }
    }

    async fn ask_for_again(&self, wish: &Wish) -> Result<Answer, Failure> {
        match &wish.kept {
            Some(kept) => self.collect(wish, kept).await,
            None => self.page(wish).await,
        }
    }

    async fn known(&self, wish: &Wish, reference: &str) -> Result<Answer, Failure> {
        if is_intent(reference) {
            let intent = self.wire.get(&format!("payment_intents/{reference}"), &[]).await?;
            return Ok(of_intent(&intent, wish)?);
        }
        let path = format!("checkout/sessions/{reference}");
        let session = self.wire.get(&path, &[("expand[]", "payment_intent")]).await?;
        Ok(of_session(&session, wish)?)
    }

    async fn close(&self, wish: &Wish, reference: &str) -> Result<Answer, Failure> {
        if is_intent(reference) {
            let path = format!("payment_intents/{reference}/cancel");
            return Ok(of_intent(&self.wire.post(&path, &[], None).await?, wish)?);
        }
        let path = format!("checkout/sessions/{reference}/expire");
        let session = self.wire.post(&path, &[("expand[]", "payment_intent")], None).await?;
        Ok(of_session(&session, wish)?)
    }

    /// The refund, whether it is new or was asked for before. Keys are forgotten after a day, so
    /// it is looked for first.
    async fn refund(&self, wish: &GiveBack) -> Result<Refund, Failure> {
        let intent = self.intent_behind(&wish.reference).await?;
        let id = wish.refund.to_string();
        let query = [("payment_intent", intent.as_str())];
        let is_it = |refund: &Refund| refund.is_of(&id);
        if let Some(refund) = self.first("refunds", &query, |r: &Refund| &r.id, is_it).await? {
            return Ok(refund);
        }
        let amount = wish.amount.cents().to_string();
        let attempt = wish.attempt.to_string();
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
        let intent = session.payment_intent.map(|intent| intent.id());
        intent.ok_or_else(|| Silence::from("nothing was paid on that page").into())
    }
}

#[async_trait]
impl Provider for Stripe {
    fn name(&self) -> &'static str {
        NAME
    }

    async fn begin(&self, wish: &Wish) -> Result<Answer, Silence> {
        match self.ask_for_again(wish).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Refused(refused)) => Ok(nothing_begun(wish, &refused)),
            Err(Failure::Silent(silence)) => Err(silence),
        }
    }

    async fn ask(&self, wish: &Wish) -> Result<Answer, Silence> {
        match &wish.reference {
            // Not to know it proves nothing: the key may be that of another account by now.
            Some(reference) => self.known(wish, reference).await.map_err(Failure::silence),
            None => self.find(wish).await,
        }
    }

    async fn call_off(&self, wish: &Wish) -> Result<Answer, Silence> {
        let Some(reference) = wish.reference.clone() else {
            let answer = self.find(wish).await?;
            return match answer.reference.clone() {
                Some(reference) if answer.state.is_live() => {
                    self.call_off(&Wish { reference: Some(reference), ..wish.clone() }).await
                }
                _ => Ok(answer),
            };
        };
        match self.close(wish, &reference).await {
            Ok(answer) => Ok(answer),
            // It was over before, one way or the other.
            Err(Failure::Refused(_)) => {
                self.known(wish, &reference).await.map_err(Failure::silence)
            }
            Err(Failure::Silent(silence)) => Err(silence),
        }
    }

    async fn give_back(&self, wish: &GiveBack) -> Result<GivenBack, Silence> {
        let refund = match self.refund(wish).await {
            Ok(refund) => refund,
            // A wrong key, or a payment of another account: that is not Stripe's last word.
            Err(Failure::Refused(refused)) if refused.is_about_us() => {
                return Err(refused.silence());
            }
            // Somebody was quicker on Stripe's own pages. Ours never come to more than was paid.
            Err(Failure::Refused(refused)) if refused.is_refunded_already() => {
                return Ok(GivenBack::Done { reference: String::new() });
            }
            Err(Failure::Refused(refused)) => {
                return Ok(GivenBack::Refused { why: refused.to_string() });
            }
            Err(Failure::Silent(silence)) => return Err(silence),
        };
        if refund.amount != wish.amount.cents() {
            return Err(Silence::from("it is about another amount"));
        }
        match refund.status {
            RefundStatus::Succeeded => Ok(GivenBack::Done { reference: refund.id }),
            RefundStatus::Failed | RefundStatus::Canceled => {
                let why = refund.failure_reason.unwrap_or_else(|| "cancelled".into());
                Ok(GivenBack::Refused { why })
            }
            RefundStatus::Pending | RefundStatus::RequiresAction | RefundStatus::Other => {
                Err(Silence::from("the refund is on its way"))
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

    fn keeper(&self) -> Option<&dyn Keeper> {
        Some(self)
    }
}

/// A refusal that proves that nothing was begun.
fn nothing_begun(wish: &Wish, refused: &Refused) -> Answer {
    // Somebody has to look at this: a wrong key, or a method that the account may not use.
    tracing::warn!(attempt = %wish.attempt, %refused, "Stripe will not begin a payment");
    Answer::of(AttemptState::Refused(if refused.is_of_the_card() {
        outcome::refusal(refused.reason())
    } else {
        Refusal::Technical
    }))
}

/// What a session says of the attempt that we asked about.
fn of_session(session: &Session, wish: &Wish) -> Result<Answer, Silence> {
    if session.client_reference_id.as_deref() != Some(&*wish.attempt.to_string()) {
        return Err(Silence::from("it names another payment"));
    }
    ours(outcome::of_session(session)?, wish)
}

/// What an intent says of the attempt that we asked about.
fn of_intent(intent: &Intent, wish: &Wish) -> Result<Answer, Silence> {
    if intent.attempt() != Some(&wish.attempt.to_string()) {
        return Err(Silence::from("it names another payment"));
    }
    ours(outcome::of_intent(intent)?, wish)
}

/// A payment of another amount cannot go on. One that was made is told as it is, and the office
/// decides.
fn ours(answer: Answer, wish: &Wish) -> Result<Answer, Silence> {
    if answer.state.is_live() && answer.amount.is_some_and(|amount| amount != wish.amount) {
        return Err(Silence::from("it is about another amount"));
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
