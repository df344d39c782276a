//! A way to pay that is stored, and payments from it while nobody is there.

use chrono::TimeDelta;
use domain::Money;
use domain::id::AttemptId;
use domain::order::PaymentMethod::Card;
use domain::payment::AttemptState::{Cancelled, NeedsAuthentication, Pending, Refused, Succeeded};
use domain::payment::{AttemptState, Refusal};
use domain::renewal::MethodReference;
use platform::Clock;
use rstest::rstest;
use serde_json::{Value, json};
use services::ports::Stripe;
use services::ports::method_setup::{
    MethodDetails, MethodVault, Payer, SetupOutcome, SetupRequest,
};
use services::ports::no_answer::NoAnswer;
use services::ports::provider::{Answer, PaymentRequest, Provider};
use services::testing::test_day;
use uuid::Uuid;

use crate::shop::adapter;
use crate::stand_in::Trouble::{LosesTheAnswer, Says};
use crate::stand_in::{StandIn, error};

const CHARGE: &str = "POST payment_intents";

async fn stripe() -> (Clock, StandIn, Stripe) {
    let clock = Clock::fixed(test_day());
    let stand_in = StandIn::open(clock.clone()).await;
    let stripe = adapter(&stand_in.url, &clock);
    (clock, stand_in, stripe)
}

fn renewal(clock: &Clock) -> PaymentRequest {
    PaymentRequest {
        attempt: AttemptId(Uuid::new_v4()),
        order_number: 2_100_001,
        amount: Money::from_cents(36_60),
        method: Card,
        back: "http://localhost:3000/ordini".into(),
        begun_at: clock.now(),
        reference: None,
        stored: Some(MethodReference { customer: "cus_1".into(), method: "pm_1".into() }),
        is_attended: false,
        saves_for: None,
    }
}

fn setup_request(clock: &Clock) -> SetupRequest {
    SetupRequest {
        id: Uuid::new_v4(),
        customer: "cus_1".into(),
        kind: Card,
        back: "http://localhost:3000/area".into(),
        begun_at: clock.now(),
    }
}

fn told(answer: Result<Answer, NoAnswer>) -> (AttemptState, Option<String>) {
    answer.map(|answer| (answer.state, answer.reference)).unwrap()
}

#[tokio::test]
async fn one_account_is_one_customer() {
    let (_, stand_in, stripe) = stripe().await;
    let who = Payer {
        account: domain::id::AccountId(Uuid::new_v4()),
        name: "Bianchi S.r.l.".into(),
        email: "fatture@bianchi.example".into(),
    };

    let first = stripe.create_customer(&who).await.unwrap();
    let again = stripe.create_customer(&who).await.unwrap();

    assert_eq!(first, again);
    assert_eq!(stand_in.made("POST customers")[0].value("email"), Some("fatture@bianchi.example"));
}

#[tokio::test]
async fn a_card_left_on_the_page_is_kept_under_a_name_that_its_owner_knows() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = setup_request(&clock);

    let open = stripe.begin_setup(&request).await.unwrap();
    assert_eq!(stripe.begin_setup(&request).await.unwrap(), open);
    let page = Some("https://checkout.stripe.com/c/pay/cs_test_1".to_owned());
    assert_eq!(open.state, SetupOutcome::Open { page });
    assert_eq!(stand_in.made("POST checkout/sessions")[0].value("mode"), Some("setup"));

    {
        let mut books = stand_in.books();
        // https://docs.stripe.com/api/setup_intents/object, with its payment method in it:
        // https://docs.stripe.com/api/payment_methods/object
        books.sessions[0]["status"] = json!("complete");
        books.sessions[0]["payment_status"] = json!("no_payment_required");
        books.sessions[0]["setup_intent"] = json!({
            "id": "seti_1",
            "object": "setup_intent",
            "status": "succeeded",
            "payment_method": {
                "id": "pm_1",
                "object": "payment_method",
                "type": "card",
                "card": { "brand": "visa", "last4": "4242", "exp_month": 12, "exp_year": 2030 },
            },
        });
    }
    let stored = stripe.ask_setup(&open.reference).await.unwrap();
    let method = MethodDetails {
        method: "pm_1".into(),
        kind: Card,
        label: "visa 4242".into(),
        expires: Some((2030, 12)),
    };
    assert_eq!(stored.state, SetupOutcome::Stored(method));
}

#[tokio::test]
async fn a_page_that_nobody_used_keeps_nothing() {
    let (clock, stand_in, stripe) = stripe().await;
    let open = stripe.begin_setup(&setup_request(&clock)).await.unwrap();

    stand_in.the_page_closes();

    let stored = stripe.ask_setup(&open.reference).await.unwrap();
    assert_eq!(stored.state, SetupOutcome::GivenUp);
}

#[tokio::test]
async fn a_renewal_is_collected_once_however_often_it_is_begun() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = renewal(&clock);

    let first = stripe.begin(&request).await.unwrap();
    let again = stripe.begin(&request).await.unwrap();

    assert_eq!(first, again);
    assert_eq!((first.state, first.amount), (Succeeded, Some(request.amount)));
    assert_eq!(first.reference.as_deref(), Some("pi_test_1"));
    assert_eq!(stand_in.books().intents.len(), 1);
    let asked = stand_in.made(CHARGE).remove(0);
    assert_eq!(asked.key, Some(request.attempt.to_string()));
    for (name, value) in [
        ("off_session", "true"),
        ("confirm", "true"),
        ("customer", "cus_1"),
        ("payment_method", "pm_1"),
        ("amount", "3660"),
        ("currency", "eur"),
    ] {
        assert_eq!(asked.value(name), Some(value), "{name}");
    }
}

#[rstest]
#[case::declined("card_declined", "generic_decline", Refused(Refusal::Declined))]
#[case::no_money("card_declined", "insufficient_funds", Refused(Refusal::InsufficientFunds))]
#[case::to_be_confirmed("authentication_required", "authentication_required", NeedsAuthentication)]
#[tokio::test]
async fn a_bank_that_does_not_pay_is_told_the_same_by_every_voice(
    #[case] code: &'static str,
    #[case] decline_code: &'static str,
    #[case] state: AttemptState,
) {
    let (clock, stand_in, stripe) = stripe().await;
    let request = renewal(&clock);
    stand_in.books().decline = Some((code, decline_code));
    let expected = (state, Some("pi_test_1".to_owned()));

    assert_eq!(told(stripe.begin(&request).await), expected);
    // Nobody noted the answer; and then somebody did.
    assert_eq!(told(stripe.ask(&request).await), expected);
    let known = PaymentRequest { reference: Some("pi_test_1".into()), ..request.clone() };
    assert_eq!(told(stripe.ask(&known).await), expected);
    let message = stand_in.says("evt_1", "payment_intent.payment_failed");
    let (attempt, answer) = stripe.read(&message).unwrap().about.unwrap();
    assert_eq!((attempt, (answer.state, answer.reference)), (request.attempt, expected));
    assert_eq!(stand_in.books().intents.len(), 1);
}

/// The same, chosen by somebody who is there.
fn chosen(clock: &Clock) -> PaymentRequest {
    PaymentRequest { is_attended: true, ..renewal(clock) }
}

#[tokio::test]
async fn whoever_is_there_is_sent_to_the_bank_and_comes_back() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = chosen(&clock);
    stand_in.books().confirmation = Some("https://hooks.stripe.example/3d_secure");

    let begun = stripe.begin(&request).await.unwrap();

    assert_eq!(begun.state, NeedsAuthentication);
    assert_eq!(begun.page.as_deref(), Some("https://hooks.stripe.example/3d_secure"));
    let asked = stand_in.made(CHARGE).remove(0);
    for (name, value) in [
        ("return_url", Some("http://localhost:3000/ordini")),
        ("off_session", None),
        ("confirm", Some("true")),
        ("metadata[via]", Some("present")),
    ] {
        assert_eq!(asked.value(name), value, "{name}");
    }
    let message = stand_in.says("evt_1", "payment_intent.requires_action");
    let (_, answer) = stripe.read(&message).unwrap().about.unwrap();
    assert_eq!((answer.state, answer.page), (begun.state, begun.page));

    let known = PaymentRequest { reference: begun.reference, ..request };
    stand_in.books().intents[0]["status"] = json!("succeeded");
    stand_in.books().intents[0]["amount_received"] = json!(3660);
    assert_eq!(told(stripe.ask(&known).await).0, Succeeded);
}

#[tokio::test]
async fn a_confirmation_that_failed_before_its_customer_is_a_refusal() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = chosen(&clock);
    let failed = "payment_intent_authentication_failure";
    stand_in.books().decline = Some((failed, failed));
    let refused = (Refused(Refusal::AuthenticationFailed), Some("pi_test_1".to_owned()));

    assert_eq!(told(stripe.begin(&request).await), refused);
    let known = PaymentRequest { reference: Some("pi_test_1".into()), ..request };
    assert_eq!(told(stripe.ask(&known).await), refused);
}

#[tokio::test]
async fn a_lost_answer_is_found_by_its_key_and_after_a_day_by_its_time() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = renewal(&clock);
    stand_in.will(LosesTheAnswer);
    assert!(stripe.begin(&request).await.is_err());

    clock.advance(TimeDelta::hours(22));
    let expected = (Succeeded, Some("pi_test_1".to_owned()));
    assert_eq!(told(stripe.ask(&request).await), expected);
    assert_eq!(stand_in.made(CHARGE).len(), 2);

    clock.advance(TimeDelta::hours(2));
    stand_in.forgets_keys();
    assert_eq!(told(stripe.ask(&request).await), expected);
    assert_eq!(stand_in.made(CHARGE).len(), 2);
    assert_eq!(stand_in.books().intents.len(), 1);
}

#[tokio::test]
async fn a_renewal_that_never_reached_stripe_is_told_after_a_day() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = renewal(&clock);
    stand_in.will(Says(503, Value::Null));
    assert!(stripe.begin(&request).await.is_err());

    clock.advance(TimeDelta::hours(24));

    assert_eq!(told(stripe.ask(&request).await), (Refused(Refusal::Technical), None));
    assert!(stand_in.books().intents.is_empty());
}

#[tokio::test]
async fn a_payment_that_waits_for_its_owner_can_be_called_off() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = renewal(&clock);
    stand_in.books().decline = Some(("authentication_required", "authentication_required"));
    let begun = stripe.begin(&request).await.unwrap();
    let known = PaymentRequest { reference: begun.reference, ..request };

    assert_eq!(told(stripe.call_off(&known).await).0, Cancelled);
    assert_eq!(stand_in.made("POST payment_intents/cancel").len(), 1);
}

#[tokio::test]
async fn a_payment_that_was_made_cannot_be_called_off() {
    let (clock, _stand_in, stripe) = stripe().await;
    let request = renewal(&clock);
    let begun = stripe.begin(&request).await.unwrap();
    let known = PaymentRequest { reference: begun.reference, ..request };

    assert_eq!(told(stripe.call_off(&known).await).0, Succeeded);
}

#[tokio::test]
async fn letting_go_twice_is_no_mistake_but_a_wrong_key_is() {
    let (_, stand_in, stripe) = stripe().await;

    stripe.detach("pm_1").await.unwrap();
    stand_in.will(Says(400, error("invalid_request_error", "payment_method_not_attached")));
    stripe.detach("pm_1").await.unwrap();

    stand_in.will(Says(401, error("invalid_request_error", "api_key_expired")));
    assert!(stripe.detach("pm_1").await.is_err());
}

#[tokio::test]
async fn a_name_cannot_lead_elsewhere() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = PaymentRequest { reference: Some("../customers".into()), ..renewal(&clock) };

    assert!(stripe.ask(&request).await.is_err());
    assert!(stripe.detach("pm_1/../../customers?x=").await.is_err());
    assert!(stand_in.books().seen.is_empty());
}

#[tokio::test]
async fn while_money_may_still_move_nothing_is_over() {
    let (clock, stand_in, stripe) = stripe().await;
    let request = renewal(&clock);
    let begun = stripe.begin(&request).await.unwrap();
    stand_in.books().intents[0]["status"] = json!("processing");
    let known = PaymentRequest { reference: begun.reference, ..request };

    assert_eq!(told(stripe.ask(&known).await).0, Pending);
}
