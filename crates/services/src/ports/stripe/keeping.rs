//! Ways to pay that Stripe keeps: Checkout in setup mode.

use async_trait::async_trait;
use domain::order::PaymentMethod;

use super::shapes::{Intent, IntentStatus, Method, Mode, Named, Reference, Session, SessionStatus};
use super::wire::Failure;
use super::{PAGE_LIVES, Stripe, is_intent, kind, outcome};
use crate::ports::keeper::{KeepState, KeepWish, Keeper, Keeping, KeptMethod, Payer};
use crate::ports::no_answer::Silence;

/// With everything in it that a kept method is known by: on a page of its own, and on one where
/// something was paid.
const EXPAND: [(&str, &str); 2] =
    [("expand[]", "setup_intent.payment_method"), ("expand[]", "payment_intent.payment_method")];

#[async_trait]
impl Keeper for Stripe {
    async fn make_known(&self, who: &Payer) -> Result<String, Silence> {
        let account = who.account.to_string();
        let form =
            [("name", who.name.as_str()), ("email", &who.email), ("metadata[account]", &account)];
        let known = self.wire.post("customers", &form, Some(&account)).await;
        known.map(|Named { id }| id).map_err(Failure::silence)
    }

    async fn begin_keeping(&self, wish: &KeepWish) -> Result<Keeping, Silence> {
        let id = wish.id.to_string();
        let expires_at = (wish.begun_at + PAGE_LIVES).timestamp().to_string();
        let form = [
            ("mode", "setup"),
            ("currency", "eur"),
            ("payment_method_types[]", kind(wish.kind)),
            ("customer", &wish.customer),
            ("client_reference_id", &id),
            ("success_url", &wish.back),
            ("cancel_url", &wish.back),
            ("expires_at", &expires_at),
            ("locale", "it"),
            EXPAND[0],
        ];
        let session = self.wire.post("checkout/sessions", &form, Some(&id)).await;
        keeping(&session.map_err(Failure::silence)?)
    }

    async fn ask_kept(&self, reference: &str) -> Result<Keeping, Silence> {
        if is_intent(reference) {
            let path = format!("payment_intents/{reference}");
            let intent = self.wire.get(&path, &[("expand[]", "payment_method")]).await;
            return kept_by_paying(reference, Some(&intent.map_err(Failure::silence)?));
        }
        let path = format!("checkout/sessions/{reference}");
        let session: Session = self.wire.get(&path, &EXPAND).await.map_err(Failure::silence)?;
        match session.mode {
            Mode::Payment => {
                let intent = session.payment_intent.as_ref().and_then(|intent| intent.whole());
                kept_by_paying(reference, intent)
            }
            Mode::Setup | Mode::Other => keeping(&session),
        }
    }

    async fn forget(&self, method: &str) -> Result<(), Silence> {
        let path = format!("payment_methods/{method}/detach");
        match self.wire.post::<Named>(&path, &[], None).await {
            Ok(_) => Ok(()),
            // It belongs to nobody any more.
            Err(Failure::Refused(refused)) if !refused.is_about_the_key() => Ok(()),
            Err(failure) => Err(failure.silence()),
        }
    }
}

fn keeping(session: &Session) -> Result<Keeping, Silence> {
    if session.mode != Mode::Setup {
        return Err(Silence::from("it names something else"));
    }
    let intent = session.setup_intent.as_ref().and_then(|intent| intent.whole());
    let state = match session.status.unwrap_or(SessionStatus::Other) {
        SessionStatus::Open => KeepState::Open { page: session.url.clone() },
        SessionStatus::Expired => {
            match intent.and_then(|intent| intent.last_setup_error.as_ref()) {
                Some(error) => KeepState::Refused(outcome::refusal(error)),
                None => KeepState::GivenUp,
            }
        }
        SessionStatus::Complete => {
            KeepState::Kept(kept(intent.and_then(|intent| intent.payment_method.as_ref()))?)
        }
        SessionStatus::Other => {
            return Err(Silence::from("a state that nobody has described"));
        }
    };
    Ok(Keeping { reference: session.id.clone(), state })
}

/// What a payment on a page has left, once it was made.
fn kept_by_paying(reference: &str, intent: Option<&Intent>) -> Result<Keeping, Silence> {
    let intent = intent.ok_or_else(|| Silence::from("nothing was paid on that page"))?;
    let state = match intent.status {
        IntentStatus::Succeeded => KeepState::Kept(kept(intent.payment_method.as_ref())?),
        IntentStatus::Canceled => KeepState::GivenUp,
        _ => return Err(Silence::from("it is not paid")),
    };
    Ok(Keeping { reference: reference.to_owned(), state })
}

fn kept(method: Option<&Reference<Method>>) -> Result<KeptMethod, Silence> {
    let method = method.and_then(Reference::whole);
    let Method { id, card, paypal } = method.ok_or_else(|| Silence::from("no way to pay"))?;
    let (kind, label, expires) = match (card, paypal) {
        (Some(card), _) => {
            let label = format!("{} {}", card.brand, card.last4);
            (PaymentMethod::Card, label, Some((card.exp_year, card.exp_month)))
        }
        (None, Some(paypal)) => {
            (PaymentMethod::PayPal, paypal.payer_email.clone().unwrap_or_default(), None)
        }
        (None, None) => return Err(Silence::from("another way to pay")),
    };
    Ok(KeptMethod { method: id.clone(), kind, label, expires })
}
