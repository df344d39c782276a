//! Against localstripe 1.15, which takes cards by their number and sends signed messages over the
//! line. Its name is in `BOTTEGA_TEST_STRIPE_URL`: `scripts/with-localstripe.sh` starts one.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use domain::Money;
use domain::Product::Invoicing;
use domain::cart::Cart;
use domain::id::{AttemptId, RefundId};
use domain::order::PaymentMethod::Card;
use domain::payment::Attempt;
use domain::payment::{AttemptState, Refusal};
use domain::renewal::MethodReference;
use platform::Clock;
use rstest::rstest;
use services::ports::method_setup::{MethodVault, Payer};
use services::ports::provider::{Envelope, PaymentRequest, Provider, RefundAnswer, RefundRequest};
use services::testing::store::attempts;
use services::testing::{Engine, a_customer, a_key_ring, price_list, settings};
use services::{Context, UseCaseError, order, payment};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::shop::{KEY, SECRET, adapter};

/// The address of localstripe, or none when it is left out.
#[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
pub fn url() -> Option<String> {
    let url = std::env::var("BOTTEGA_TEST_STRIPE_URL").ok();
    if url.is_none() {
        println!("localstripe is left out: scripts/with-localstripe.sh starts one");
    }
    url
}

/// Asks what the adapter never asks: in life these things happen on Stripe's own pages.
async fn ask(url: &str, path: &str, form: &[(&str, &str)]) -> serde_json::Value {
    let request = reqwest_client().post(format!("{url}{path}")).bearer_auth(KEY).form(form);
    let answer = request.send().await.unwrap();
    assert!(answer.status().is_success(), "{path}: {}", answer.status());
    let body = answer.bytes().await.unwrap();
    serde_json::from_slice(&body).unwrap_or_default()
}

/// Without encryption, so any cryptography will do.
fn reqwest_client() -> reqwest::Client {
    let ring = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(tls).build().unwrap()
}

/// A customer with this card.
pub async fn stored(url: &str, stripe: &impl MethodVault, card: &str) -> MethodReference {
    let who = Payer {
        account: domain::id::AccountId(Uuid::new_v4()),
        name: "Bianchi S.r.l.".into(),
        email: "fatture@bianchi.example".into(),
    };
    let customer = stripe.create_customer(&who).await.unwrap();
    let card = [
        ("type", "card"),
        ("card[number]", card),
        ("card[exp_month]", "12"),
        ("card[exp_year]", "2030"),
        ("card[cvc]", "123"),
    ];
    let method = ask(url, "/v1/payment_methods", &card).await["id"].as_str().unwrap().to_owned();
    let attach = format!("/v1/payment_methods/{method}/attach");
    ask(url, &attach, &[("customer", &customer)]).await;
    MethodReference { customer, method }
}

fn renewal(
    clock: &Clock,
    attempt: AttemptId,
    amount: Money,
    stored: &MethodReference,
) -> PaymentRequest {
    PaymentRequest {
        attempt,
        order_number: 2_100_001,
        amount,
        method: Card,
        back: "http://localhost:3000/ordini".into(),
        begun_at: clock.now(),
        reference: None,
        stored: Some(stored.clone()),
        is_attended: false,
        saves_for: None,
    }
}

#[rstest]
#[case::paid("4242424242424242", AttemptState::Succeeded)]
#[case::declined("4000000000000341", AttemptState::Refused(Refusal::Declined))]
#[case::to_be_confirmed("4000002500003155", AttemptState::NeedsAuthentication)]
#[tokio::test]
async fn a_stored_card_does_what_its_bank_says(#[case] card: &str, #[case] state: AttemptState) {
    let Some(url) = url() else { return };
    let clock = Clock::system();
    let stripe = adapter(&url, &clock);
    let stored = stored(&url, &stripe, card).await;
    let amount = Money::from_cents(36_60);
    let request = renewal(&clock, AttemptId(Uuid::new_v4()), amount, &stored);

    let answer = stripe.begin(&request).await.unwrap();

    assert_eq!(answer.state, state);
    if let Some(reference) = answer.reference {
        assert!(reference.starts_with("pi_"));
        assert_eq!(answer.amount, Some(amount));
        let known = PaymentRequest { reference: Some(reference), ..request };
        assert_eq!(stripe.ask(&known).await.unwrap().state, state);
        if state == AttemptState::NeedsAuthentication {
            let called_off = stripe.call_off(&known).await.unwrap();
            assert_eq!(called_off.state, AttemptState::Cancelled);
        }
    }
    stripe.detach(&stored.method).await.unwrap();
}

#[tokio::test]
async fn money_goes_back_once() {
    let Some(url) = url() else { return };
    let clock = Clock::system();
    let stripe = adapter(&url, &clock);
    let stored = stored(&url, &stripe, "4242424242424242").await;
    let attempt = AttemptId(Uuid::new_v4());
    let request = renewal(&clock, attempt, Money::from_cents(36_60), &stored);
    let reference = stripe.begin(&request).await.unwrap().reference.unwrap();
    let refund = RefundRequest {
        refund: RefundId(Uuid::new_v4()),
        attempt,
        reference,
        amount: Money::from_cents(10_00),
    };

    let first = stripe.give_back(&refund).await.unwrap();
    // localstripe knows no idempotency keys, so this is found and not made again.
    let again = stripe.give_back(&refund).await.unwrap();

    assert!(matches!(&first, RefundAnswer::Done { reference } if reference.starts_with("re_")));
    assert_eq!(first, again);
}

#[tokio::test]
async fn a_wrong_key_proves_nothing_of_a_payment() {
    let Some(url) = url() else { return };
    let clock = Clock::system();
    let stranger =
        services::ports::Stripe::new("rk_no".into(), Vec::new(), &url, clock.clone()).unwrap();
    let stored = MethodReference { customer: "cus_1".into(), method: "pm_1".into() };
    let request = renewal(&clock, AttemptId(Uuid::new_v4()), Money::from_cents(1), &stored);

    let known = PaymentRequest { reference: Some("pi_1".into()), ..request };
    assert!(stranger.ask(&known).await.is_err());
}

/// The shop's own door for messages, open until the test ends.
async fn door(ctx: &Context) -> String {
    async fn hear(State(ctx): State<Context>, headers: HeaderMap, body: Bytes) -> StatusCode {
        let signature = headers.get("Stripe-Signature").and_then(|value| value.to_str().ok());
        match payment::receive(&ctx, Envelope { signature, body: &body }).await {
            Ok(()) => StatusCode::OK,
            Err(UseCaseError::Refused(_)) => StatusCode::BAD_REQUEST,
            Err(UseCaseError::Failed(_)) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/pagamenti/stripe", post(hear)).with_state(ctx.clone());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}/pagamenti/stripe")
}

async fn told(ctx: &Context, attempt: AttemptId) -> Attempt {
    let mut tx = ctx.db.read().await.unwrap();
    attempts::by_id(&mut tx, attempt).await.unwrap()
}

/// localstripe sends its messages a second later.
async fn hear_of(ctx: &Context, attempt: AttemptId, state: AttemptState) {
    for _ in 0..100 {
        payment::work_through(ctx).await.unwrap();
        if told(ctx, attempt).await.state == state {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("no message came: {:?}", told(ctx, attempt).await);
}

#[rstest]
#[tokio::test]
async fn a_message_over_the_line_pays_the_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(url) = url() else { return };
    let database = engine.fresh_db().await;
    // It signs with the real time.
    let clock = Clock::system();
    let ctx =
        Context::new((*database).clone(), clock.clone(), settings(), price_list(), a_key_ring())
            .with_provider(adapter(&url, &clock));
    let door = door(&ctx).await;
    let webhook = format!("/_config/webhooks/{}", Uuid::new_v4().simple());
    let events = "payment_intent.succeeded";
    let secret = [("url", &*door), ("secret", SECRET), ("events[]", events)];
    ask(&url, &webhook, &secret).await;
    let anna = a_customer().with_holder().create(&ctx).await;
    let order = anna.orders(&ctx, Cart::first_purchase(Invoicing, 1)).await;
    // localstripe has no pages, so that answer proves nothing and the try stays open.
    payment::pay(&ctx, anna.account, order.number, Card).await.unwrap();
    let attempt = {
        let mut tx = ctx.db.read().await.unwrap();
        attempts::live(&mut tx, order.id).await.unwrap().unwrap()
    };
    assert_eq!(attempt.state, AttemptState::Unknown);

    // The money is collected, and the answer lost on the way.
    let stripe = adapter(&url, &clock);
    let stored = stored(&url, &stripe, "4242424242424242").await;
    stripe.begin(&renewal(&clock, attempt.id, attempt.amount, &stored)).await.unwrap();

    hear_of(&ctx, attempt.id, AttemptState::Succeeded).await;
    let order = order::show(&ctx, anna.account, order.number).await.unwrap();
    assert!(!order.state.is_awaiting_payment());

    // And the office gives some of it back.
    let asked = payment::Asked {
        order_number: order.number,
        amount: Money::from_cents(5_00),
        reason: "Recesso".into(),
        case: None,
        by: "rosa".into(),
    };
    let refund = payment::ask_refund(&ctx, &asked).await.unwrap();
    assert_eq!(refund.state, domain::refund::RefundState::Done);
}
