//! Ways to pay that Stripe keeps: Checkout in setup mode.

use async_trait::async_trait;
use domain::order::PaymentMethod;

use super::shapes::{Method, Mode, Named, Session, SessionStatus, SetupIntent};
use super::wire::Failure;
use super::{PAGE_LIVES, Stripe, kind, outcome};
use crate::ports::keeper::{KeepState, KeepWish, Keeper, Keeping, KeptMethod, Payer};
use crate::ports::provider::Silence;

/// With everything in it that a kept method is known by.
const EXPAND: (&str, &str) = ("expand[]", "setup_intent.payment_method");

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
            EXPAND,
        ];
        let session = self.wire.post("checkout/sessions", &form, Some(&id)).await;
        keeping(&session.map_err(Failure::silence)?)
    }

    async fn ask_kept(&self, reference: &str) -> Result<Keeping, Silence> {
        let path = format!("checkout/sessions/{reference}");
        keeping(&self.wire.get(&path, &[EXPAND]).await.map_err(Failure::silence)?)
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
        SessionStatus::Complete => KeepState::Kept(kept(intent)?),
        SessionStatus::Other => {
            return Err(Silence::from("a state that nobody has described"));
        }
    };
    Ok(Keeping { reference: session.id.clone(), state })
}

fn kept(intent: Option<&SetupIntent>) -> Result<KeptMethod, Silence> {
    let method = intent.and_then(|intent| intent.payment_method.as_ref()?.whole());
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
