//! Ways to pay that Stripe keeps: Checkout in setup mode.

use async_trait::async_trait;
use domain::order::PaymentMethod;

use super::shapes::{Intent, IntentStatus, Method, Mode, Named, Reference, Session, SessionStatus};
use super::wire::Failure;
use super::{PAGE_LIVES, Stripe, is_intent, kind, outcome};
use crate::ports::method_setup::{
    MethodDetails, MethodVault, Payer, SetupAnswer, SetupOutcome, SetupRequest,
};
use crate::ports::no_answer::NoAnswer;

/// With everything in it that a stored method is known by: on a page of its own, and on one where
/// something was paid.
const EXPAND: [(&str, &str); 2] =
    [("expand[]", "setup_intent.payment_method"), ("expand[]", "payment_intent.payment_method")];

#[async_trait]
impl MethodVault for Stripe {
    async fn create_customer(&self, who: &Payer) -> Result<String, NoAnswer> {
        let account = who.account.to_string();
        let form =
            [("name", who.name.as_str()), ("email", &who.email), ("metadata[account]", &account)];
        let known = self.wire.post("customers", &form, Some(&account)).await;
        known.map(|Named { id }| id).map_err(Failure::no_answer)
    }

    async fn begin_setup(&self, request: &SetupRequest) -> Result<SetupAnswer, NoAnswer> {
        let id = request.id.to_string();
        let expires_at = (request.begun_at + PAGE_LIVES).timestamp().to_string();
        let form = [
            ("mode", "setup"),
            ("currency", "eur"),
            ("payment_method_types[]", kind(request.kind)),
            ("customer", &request.customer),
            ("client_reference_id", &id),
            ("success_url", &request.back),
            ("cancel_url", &request.back),
            ("expires_at", &expires_at),
            ("locale", "it"),
            EXPAND[0],
        ];
        let session = self.wire.post("checkout/sessions", &form, Some(&id)).await;
        setup_answer(&session.map_err(Failure::no_answer)?)
    }

    async fn ask_setup(&self, reference: &str) -> Result<SetupAnswer, NoAnswer> {
        if is_intent(reference) {
            let path = format!("payment_intents/{reference}");
            let intent = self.wire.get(&path, &[("expand[]", "payment_method")]).await;
            return stored_by_paying(reference, Some(&intent.map_err(Failure::no_answer)?));
        }
        let path = format!("checkout/sessions/{reference}");
        let session: Session = self.wire.get(&path, &EXPAND).await.map_err(Failure::no_answer)?;
        match session.mode {
            Mode::Payment => {
                let intent = session.payment_intent.as_ref().and_then(|intent| intent.whole());
                stored_by_paying(reference, intent)
            }
            Mode::Setup | Mode::Other => setup_answer(&session),
        }
    }

    async fn detach(&self, method: &str) -> Result<(), NoAnswer> {
        let path = format!("payment_methods/{method}/detach");
        match self.wire.post::<Named>(&path, &[], None).await {
            Ok(_) => Ok(()),
            // It belongs to nobody any more.
            Err(Failure::Refused(refused)) if !refused.is_about_the_key() => Ok(()),
            Err(failure) => Err(failure.no_answer()),
        }
    }
}

fn setup_answer(session: &Session) -> Result<SetupAnswer, NoAnswer> {
    if session.mode != Mode::Setup {
        return Err(NoAnswer::from("it names something else"));
    }
    let intent = session.setup_intent.as_ref().and_then(|intent| intent.whole());
    let state = match session.status.unwrap_or(SessionStatus::Other) {
        SessionStatus::Open => SetupOutcome::Open { page: session.url.clone() },
        SessionStatus::Expired => {
            match intent.and_then(|intent| intent.last_setup_error.as_ref()) {
                Some(error) => SetupOutcome::Refused(outcome::refusal(error)),
                None => SetupOutcome::GivenUp,
            }
        }
        SessionStatus::Complete => {
            SetupOutcome::Stored(stored(intent.and_then(|intent| intent.payment_method.as_ref()))?)
        }
        SessionStatus::Other => {
            return Err(NoAnswer::from("a state that nobody has described"));
        }
    };
    Ok(SetupAnswer { reference: session.id.clone(), state })
}

/// What a payment on a page has left, once it was made.
fn stored_by_paying(reference: &str, intent: Option<&Intent>) -> Result<SetupAnswer, NoAnswer> {
    let intent = intent.ok_or_else(|| NoAnswer::from("nothing was paid on that page"))?;
    let state = match intent.status {
        IntentStatus::Succeeded => SetupOutcome::Stored(stored(intent.payment_method.as_ref())?),
        IntentStatus::Canceled => SetupOutcome::GivenUp,
        _ => return Err(NoAnswer::from("it is not paid")),
    };
    Ok(SetupAnswer { reference: reference.to_owned(), state })
}

fn stored(method: Option<&Reference<Method>>) -> Result<MethodDetails, NoAnswer> {
    let method = method.and_then(Reference::whole);
    let Method { id, card, paypal } = method.ok_or_else(|| NoAnswer::from("no way to pay"))?;
    let (kind, label, expires) = match (card, paypal) {
        (Some(card), _) => {
            let label = format!("{} {}", card.brand, card.last4);
            (PaymentMethod::Card, label, Some((card.exp_year, card.exp_month)))
        }
        (None, Some(paypal)) => {
            (PaymentMethod::PayPal, paypal.payer_email.clone().unwrap_or_default(), None)
        }
        (None, None) => return Err(NoAnswer::from("another way to pay")),
    };
    Ok(MethodDetails { method: id.clone(), kind, label, expires })
}
