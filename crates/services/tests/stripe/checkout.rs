//! Paying on Stripe's page, and everything that can happen to the answer.

use domain::order::PaymentMethod::{Card, PayPal};
use domain::payment::AttemptState::{
    Abandoned, Cancelled, NeedsAuthentication, Pending, Refused, Succeeded, Unknown,
};
use domain::payment::Refusal;
use rstest::rstest;
use serde_json::{Value, json};
use services::payment;
use services::testing::Engine;

use crate::shop::{KEY, Shop, adapter};
use crate::stand_in::Trouble::{Breaks, LosesTheAnswer, Says};
use crate::stand_in::error;

const OPEN: &str = "POST checkout/sessions";
const CLOSE: &str = "POST checkout/sessions/expire";

#[tokio::test]
async fn a_page_is_asked_for_with_all_that_it_needs() {
    let shop = Shop::open(Engine::Sqlite).await;

    shop.pays_by(Card).await;

    let attempt = shop.attempt().await;
    let asked = shop.stripe.made(OPEN).remove(0);
    let id = attempt.id.to_string();
    assert_eq!(asked.key.as_deref(), Some(&*id));
    assert_eq!(asked.authorization, format!("Bearer {KEY}"));
    let back = format!("http://localhost:3000/ordini/{}/pagamento", shop.order.number);
    let expires_at = (attempt.begun_at.timestamp() + 3600).to_string();
    for (name, value) in [
        ("mode", "payment"),
        ("payment_method_types[]", "card"),
        ("line_items[0][quantity]", "1"),
        ("line_items[0][price_data][currency]", "eur"),
        ("line_items[0][price_data][unit_amount]", "3660"),
        ("client_reference_id", &id),
        ("metadata[attempt]", &id),
        ("payment_intent_data[metadata][attempt]", &id),
        // The way to pay is kept for renewals:
        // https://docs.stripe.com/payments/checkout/save-during-payment
        ("customer", "cus_anna"),
        ("payment_intent_data[setup_future_usage]", "off_session"),
        ("success_url", &back),
        ("cancel_url", &back),
        ("expires_at", &expires_at),
    ] {
        assert_eq!(asked.value(name), Some(value), "{name}");
    }
    assert_eq!(attempt.state, Pending);
    assert_eq!(attempt.reference.as_deref(), Some("cs_test_1"));
    assert_eq!(attempt.page.as_deref(), Some("https://checkout.stripe.com/c/pay/cs_test_1"));
}

#[rstest]
#[tokio::test]
async fn what_is_paid_on_the_page_pays_the_order_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.pays_by(PayPal).await;
    assert_eq!(shop.stripe.made(OPEN)[0].value("payment_method_types[]"), Some("paypal"));

    shop.stripe.the_customer_pays();
    shop.comes_back().await;
    shop.comes_back().await;
    shop.janitor_after(60).await;

    assert_eq!(shop.state().await, Succeeded);
    assert!(shop.is_paid().await && shop.cases().await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_lost_answer_is_asked_for_again_and_there_is_one_page(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.stripe.will(LosesTheAnswer);

    shop.pays_by(Card).await;
    let before = shop.attempt().await;
    shop.janitor_after(1).await;

    assert_eq!((before.state, before.reference.as_ref()), (Unknown, None));
    let asked = shop.stripe.made(OPEN);
    assert_eq!(asked.len(), 2);
    assert!(asked[0].key == asked[1].key && asked[0].form == asked[1].form);
    assert_eq!(shop.stripe.books().sessions.len(), 1);
    let attempt = shop.attempt().await;
    assert_eq!(attempt.state, Pending);
    assert_eq!(attempt.reference.as_deref(), Some("cs_test_1"));

    shop.stripe.the_customer_pays();
    shop.janitor_after(2).await;
    assert!(shop.is_paid().await);
}

#[rstest]
#[case::too_many(429, error("invalid_request_error", "rate_limit"))]
#[case::another_is_under_way(409, error("idempotency_error", "idempotency_key_in_use"))]
#[case::other_parameters(400, error("idempotency_error", "idempotency_key_in_use"))]
#[case::broken(500, error("api_error", "api_error"))]
#[case::in_between(503, Value::Null)]
#[case::a_page_of_somebody_else(404, json!("not of Stripe"))]
#[case::moved(302, Value::Null)]
#[case::not_a_session(200, json!({ "id": "cs_test_1" }))]
#[tokio::test]
async fn an_answer_that_proves_nothing_leaves_the_outcome_open(
    #[case] status: u16,
    #[case] body: Value,
) {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.stripe.will(Says(status, body));

    shop.pays_by(Card).await;
    assert_eq!(shop.state().await, Unknown);

    shop.janitor_after(1).await;
    assert_eq!(shop.state().await, Pending);
    assert_eq!(shop.stripe.books().sessions.len(), 1);
}

#[tokio::test]
async fn nobody_there_leaves_the_outcome_open() {
    let shop = Shop::open(Engine::Sqlite).await;
    let nobody = adapter("http://127.0.0.1:1", &shop.ctx.clock);
    let cut_off = shop.ctx.clone().with_provider(nobody);

    payment::pay(&cut_off, shop.anna.account, shop.order.number, Card).await.unwrap();

    assert_eq!(shop.state().await, Unknown);
    shop.janitor_after(1).await;
    assert_eq!(shop.state().await, Pending);
}

#[rstest]
#[tokio::test]
async fn a_page_that_broke_while_it_was_made_is_found_by_its_time(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.stripe.will(Breaks { after_it_is_done: true });
    shop.pays_by(Card).await;

    // The same key breaks in the same way.
    for (minutes, asked) in [(1, 2), (2, 3), (5, 4), (15, 5)] {
        shop.janitor_after(minutes).await;
        assert_eq!((shop.state().await, shop.stripe.made(OPEN).len()), (Unknown, asked));
    }
    // Other people's pages, so that the list is longer than one answer.
    for other in ["cs_test_7", "cs_test_8", "cs_test_9"] {
        let mut books = shop.stripe.books();
        let mut session = books.sessions[0].clone();
        (session["id"], session["client_reference_id"]) = (json!(other), json!("other"));
        books.sessions.push(session);
    }
    shop.janitor_after(60).await;

    assert_eq!(shop.stripe.made(OPEN).len(), 5);
    let attempt = shop.attempt().await;
    assert_eq!((attempt.state, attempt.reference.as_deref()), (Pending, Some("cs_test_1")));
}

#[rstest]
#[tokio::test]
async fn a_page_that_was_never_made_is_told_as_such_and_another_can_be(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.stripe.will(Breaks { after_it_is_done: false });
    shop.pays_by(Card).await;

    shop.janitor_after(24).await;
    assert_eq!(shop.state().await, Unknown);
    shop.janitor_after(2).await;
    assert_eq!(shop.state().await, Refused(Refusal::Technical));

    shop.pays_by(Card).await;
    assert_eq!(shop.state().await, Pending);
    assert_eq!(shop.stripe.books().sessions.len(), 1);
}

#[rstest]
#[case::no_such_parameter(400, error("invalid_request_error", "parameter_unknown"))]
#[case::wrong_key(401, error("invalid_request_error", "api_key_expired"))]
#[case::not_allowed(403, error("invalid_request_error", "more_permissions_required"))]
#[tokio::test]
async fn an_answer_that_proves_that_nothing_was_begun_ends_the_try(
    #[case] status: u16,
    #[case] body: Value,
) {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.stripe.will(Says(status, body));

    shop.pays_by(Card).await;

    assert_eq!(shop.state().await, Refused(Refusal::Technical));
    shop.pays_by(Card).await;
    assert_eq!(shop.state().await, Pending);
}

#[tokio::test]
async fn a_key_that_stopped_working_proves_nothing_of_an_earlier_request() {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.stripe.will(LosesTheAnswer);
    shop.stripe.will(Says(401, error("invalid_request_error", "api_key_expired")));

    shop.pays_by(Card).await;
    shop.janitor_after(1).await;
    assert_eq!(shop.state().await, Unknown);

    shop.janitor_after(2).await;
    assert_eq!(shop.state().await, Pending);
}

#[rstest]
#[case("insufficient_funds", Refusal::InsufficientFunds)]
#[case("expired_card", Refusal::Expired)]
#[case("authentication_required", Refusal::AuthenticationFailed)]
#[case("generic_decline", Refusal::Declined)]
// Whoever stole it must not learn that it is known.
#[case("stolen_card", Refusal::Declined)]
#[tokio::test]
async fn a_refused_card_is_told_in_our_words(#[case] code: &str, #[case] why: Refusal) {
    let shop = Shop::open(Engine::Sqlite).await;
    let mut body = error("card_error", "card_declined");
    body["error"]["decline_code"] = json!(code);
    shop.stripe.will(Says(402, body));

    shop.pays_by(Card).await;
    assert_eq!(shop.state().await, Refused(why));

    // And the same words about a card that was refused on a page which then closed.
    shop.pays_by(Card).await;
    shop.stripe.the_bank_refuses("card_declined", code);
    shop.comes_back().await;
    assert_eq!(shop.state().await, Pending);
    shop.stripe.the_page_closes();
    shop.comes_back().await;
    assert_eq!(shop.state().await, Refused(why));
}

#[rstest]
#[tokio::test]
async fn a_page_on_which_nobody_paid_ends_the_try(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;

    shop.stripe.the_page_closes();
    shop.janitor_after(1).await;

    assert_eq!(shop.state().await, Cancelled);
    assert!(!shop.is_paid().await);
}

#[tokio::test]
async fn a_bank_that_asks_is_told_and_then_answered() {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.pays_by(Card).await;

    shop.stripe.the_bank_asks();
    shop.comes_back().await;
    assert_eq!(shop.state().await, NeedsAuthentication);

    shop.stripe.the_customer_pays();
    shop.comes_back().await;
    assert!(shop.is_paid().await);
}

#[rstest]
#[tokio::test]
async fn another_method_closes_the_page_of_the_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;

    shop.pays_by(PayPal).await;

    assert_eq!(shop.stripe.made(CLOSE).len(), 1);
    let attempts = shop.attempts().await;
    let states: Vec<_> = attempts.iter().map(|attempt| (attempt.method, attempt.state)).collect();
    assert!(states.contains(&(Card, Cancelled)) && states.contains(&(PayPal, Pending)));
}

#[rstest]
#[tokio::test]
async fn calling_off_what_was_just_paid_pays_the_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;
    shop.stripe.the_customer_pays();

    shop.calls_off().await;

    assert_eq!(shop.state().await, Succeeded);
    assert!(shop.is_paid().await);
}

#[tokio::test]
async fn calling_off_a_page_whose_name_was_lost_finds_and_closes_it() {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.stripe.will(LosesTheAnswer);
    shop.pays_by(Card).await;

    shop.calls_off().await;

    assert_eq!(shop.state().await, Cancelled);
    assert_eq!(shop.stripe.books().sessions.len(), 1);
    assert_eq!(shop.stripe.books().sessions[0]["status"], json!("expired"));
}

#[tokio::test]
async fn calling_off_without_an_answer_leaves_everything_as_it_is() {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.pays_by(Card).await;
    shop.stripe.will(Says(500, Value::Null));

    shop.calls_off().await;

    assert_eq!(shop.state().await, Pending);
}

#[rstest]
#[tokio::test]
async fn other_money_than_what_is_due_goes_to_the_office(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;
    shop.stripe.the_customer_pays();
    shop.stripe.books().sessions[0]["amount_total"] = json!(1);

    shop.comes_back().await;

    assert_eq!(shop.state().await, Succeeded);
    assert!(!shop.is_paid().await);
    assert_eq!(shop.cases().await, ["underpaid"]);
}

#[rstest]
#[case::another_currency("currency", json!("usd"))]
#[case::another_attempt("client_reference_id", json!("01890000-0000-7000-8000-000000000000"))]
#[case::a_state_of_the_future("status", json!("paused"))]
#[tokio::test]
async fn what_cannot_be_understood_is_never_taken_for_money(
    #[case] field: &str,
    #[case] value: Value,
) {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.pays_by(Card).await;
    shop.stripe.the_customer_pays();
    shop.stripe.books().sessions[0][field] = value;

    shop.comes_back().await;
    assert_eq!(shop.state().await, Pending);

    // The janitor asks for a week; then somebody looks at Stripe's own pages.
    for _ in 0..14 {
        shop.janitor_after(24 * 60).await;
    }
    assert_eq!(shop.state().await, Abandoned);
    assert!(!shop.is_paid().await);
    assert_eq!(shop.cases().await, ["never_answered"]);
}

#[tokio::test]
async fn a_page_about_another_amount_is_not_shown() {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.stripe.will(LosesTheAnswer);
    shop.pays_by(Card).await;
    shop.stripe.books().sessions[0]["amount_total"] = json!(1);
    shop.stripe.forgets_keys();

    shop.janitor_after(30).await;

    let attempt = shop.attempt().await;
    assert_eq!((attempt.state, attempt.page.as_ref()), (Unknown, None));
}

#[tokio::test]
async fn what_is_logged_of_stripe_has_no_secrets_in_it() {
    let shop = Shop::open(Engine::Sqlite).await;

    assert_eq!(format!("{:?}", shop.ctx.provider), "Stripe");
}
