//! What Stripe's words mean for an attempt.

use domain::Money;
use domain::id::AttemptId;
use domain::payment::{AttemptState, Refusal};
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::shapes::{
    Event, Intent, IntentStatus, Mode, Named, PaymentError, PaymentStatus, Session, SessionStatus,
    Via,
};
use super::wire::Refused;
use crate::ports::no_answer::NoAnswer;
use crate::ports::provider::{Answer, Notice, Untrusted};

/// What a session says. With its intent in it, it says more.
pub fn of_session(session: &Session) -> Result<Answer, NoAnswer> {
    let intent = session.payment_intent.as_ref().and_then(|intent| intent.whole());
    let status = session.status.unwrap_or(SessionStatus::Other);
    let state = match (status, session.payment_status) {
        (SessionStatus::Complete, PaymentStatus::Paid) => AttemptState::Succeeded,
        (SessionStatus::Complete, PaymentStatus::Unpaid) => intent.map_or(Ok(Pending), settled)?,
        (SessionStatus::Open, _) => intent.map_or(Ok(Pending), on_the_page)?,
        (SessionStatus::Expired, _) => intent.map_or(Ok(Cancelled), left_behind)?,
        (SessionStatus::Complete, PaymentStatus::Other) | (SessionStatus::Other, _) => {
            return Err(NoAnswer::from("a state that nobody has described"));
        }
    };
    let cents = session.amount_total.ok_or_else(|| NoAnswer::from("no amount"))?;
    Ok(Answer {
        state,
        reference: Some(session.id.clone()),
        page: session.url.clone(),
        amount: Some(euro(cents, session.currency.as_deref())?),
    })
}

use AttemptState::{Cancelled, Pending};

/// While the page is open a refusal is not the end: the customer may pay otherwise.
fn on_the_page(intent: &Intent) -> Result<AttemptState, NoAnswer> {
    Ok(match settled(intent)? {
        AttemptState::Refused(_) | Cancelled => Pending,
        state => state,
    })
}

/// The page is closed. If a card was refused there, that is why nothing was paid.
fn left_behind(intent: &Intent) -> Result<AttemptState, NoAnswer> {
    if matches!(intent.status, IntentStatus::Succeeded | IntentStatus::Processing) {
        return settled(intent);
    }
    let error = intent.last_payment_error.as_ref();
    Ok(error.map_or(Cancelled, |error| AttemptState::Refused(refusal(error))))
}

/// What an intent says.
pub fn of_intent(intent: &Intent) -> Result<Answer, NoAnswer> {
    let state = match intent.via() {
        Some(Via::Page) => on_the_page(intent)?,
        Some(Via::Present) => settled(intent)?,
        Some(Via::Kept | Via::Other) | None => unattended(intent)?,
    };
    let cents = match state {
        AttemptState::Succeeded => intent.amount_received.unwrap_or(intent.amount),
        _ => intent.amount,
    };
    Ok(Answer {
        state,
        reference: Some(intent.id.clone()),
        page: intent.page().cloned(),
        amount: Some(euro(cents, Some(&intent.currency))?),
    })
}

/// Nobody is there to confirm, so a bank that wants it confirmed refuses. The customer can be
/// asked to come.
fn unattended(intent: &Intent) -> Result<AttemptState, NoAnswer> {
    Ok(match settled(intent)? {
        AttemptState::Refused(Refusal::AuthenticationFailed) => AttemptState::NeedsAuthentication,
        state => state,
    })
}

/// <https://docs.stripe.com/payments/paymentintents/lifecycle>
fn settled(intent: &Intent) -> Result<AttemptState, NoAnswer> {
    Ok(match intent.status {
        IntentStatus::Succeeded => AttemptState::Succeeded,
        IntentStatus::Canceled => Cancelled,
        IntentStatus::RequiresAction => AttemptState::NeedsAuthentication,
        IntentStatus::Processing
        | IntentStatus::RequiresConfirmation
        | IntentStatus::RequiresCapture => Pending,
        IntentStatus::RequiresPaymentMethod => match &intent.last_payment_error {
            Some(error) => AttemptState::Refused(refusal(error)),
            None => Pending,
        },
        IntentStatus::Other => return Err(NoAnswer::from("a state that nobody has described")),
    })
}

/// What a refused payment from a stored method means. Whoever was there has been asked already.
pub fn of_a_refused_card(refused: &Refused, is_attended: bool) -> Answer {
    let state = match refusal(refused.reason()) {
        Refusal::AuthenticationFailed if !is_attended => AttemptState::NeedsAuthentication,
        why => AttemptState::Refused(why),
    };
    Answer { reference: refused.intent().cloned(), ..Answer::of(state) }
}

/// Why, in our words: <https://docs.stripe.com/declines/codes>. Whoever stole a card must not
/// learn that it is known to be stolen, so most reasons are only a no.
pub fn refusal(error: &PaymentError) -> Refusal {
    let code = error.decline_code.as_ref().or(error.code.as_ref());
    match code.map_or("", String::as_str) {
        "insufficient_funds" | "card_velocity_exceeded" | "withdrawal_count_limit_exceeded" => {
            Refusal::InsufficientFunds
        }
        "expired_card" => Refusal::Expired,
        "authentication_required"
        | "authentication_not_handled"
        | "payment_intent_authentication_failure"
        | "setup_intent_authentication_failure" => Refusal::AuthenticationFailed,
        _ => Refusal::Declined,
    }
}

/// Money of another currency is none that we know how to book.
fn euro(cents: i64, currency: Option<&str>) -> Result<Money, NoAnswer> {
    if currency.is_some_and(|currency| currency.eq_ignore_ascii_case("eur")) {
        Ok(Money::from_cents(cents))
    } else {
        Err(NoAnswer::from("it is about another currency"))
    }
}

/// The name of a message, the same each time it is sent.
pub fn name_of_event(body: &[u8]) -> Result<String, Untrusted> {
    serde_json::from_slice(body).map(|Named { id }| id).map_err(|_| Untrusted::Unreadable)
}

/// What a message says: <https://docs.stripe.com/api/events/types>. A message about something
/// that the shop did not begin is about nothing.
pub fn of_event(body: &str) -> Result<Notice, Untrusted> {
    let event: Event = serde_json::from_str(body).map_err(|_| Untrusted::Unreadable)?;
    let about = match event.kind.as_str() {
        "checkout.session.completed"
        | "checkout.session.async_payment_succeeded"
        | "checkout.session.expired" => told_of_session(event, None)?,
        // The session itself only says that it is not paid.
        "checkout.session.async_payment_failed" => {
            told_of_session(event, Some(AttemptState::Refused(Refusal::Declined)))?
        }
        "payment_intent.succeeded"
        | "payment_intent.payment_failed"
        | "payment_intent.requires_action" => told_of_intent(event)?,
        _ => None,
    };
    Ok(Notice { about })
}

type About = Option<(AttemptId, Answer)>;

fn told_of_session(event: Event, state: Option<AttemptState>) -> Result<About, Untrusted> {
    let session: Session = object(event)?;
    let attempt = named(session.client_reference_id.as_ref());
    let (Mode::Payment, Some(attempt)) = (session.mode, attempt) else { return Ok(None) };
    let answer = of_session(&session).map_err(|_| Untrusted::Unreadable)?;
    Ok(Some((attempt, Answer { state: state.unwrap_or(answer.state), ..answer })))
}

fn told_of_intent(event: Event) -> Result<About, Untrusted> {
    let intent: Intent = object(event)?;
    let Some(attempt) = named(intent.attempt()) else { return Ok(None) };
    let mut answer = of_intent(&intent).map_err(|_| Untrusted::Unreadable)?;
    if intent.via() == Some(Via::Page) && answer.state.is_live() {
        // The attempt goes by the name of its session, which can be closed; this one cannot.
        answer.reference = None;
    }
    Ok(Some((attempt, answer)))
}

fn object<T: DeserializeOwned>(event: Event) -> Result<T, Untrusted> {
    serde_json::from_value(event.data.object).map_err(|_| Untrusted::Unreadable)
}

fn named(attempt: Option<&String>) -> Option<AttemptId> {
    attempt.and_then(|text| Uuid::parse_str(text).ok()).map(AttemptId)
}
