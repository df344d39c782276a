//! Signed messages: which are believed, and what they do.

use domain::order::PaymentMethod::Card;
use domain::payment::AttemptState::{
    Cancelled, NeedsAuthentication, Pending, Refused, Succeeded, Unknown,
};
use domain::payment::Refusal;
use rstest::rstest;
use serde_json::json;
use services::payment;
use services::ports::provider::Envelope;
use services::ports::provider::Untrusted::{Signature, Stale, Unreadable};
use services::testing::Engine;

use crate::shop::{FORMER_SECRET, SECRET, Shop, mac, signature};
use crate::stand_in::Trouble::LosesTheAnswer;

const COMPLETED: &str = "checkout.session.completed";
const INTENT_SUCCEEDED: &str = "payment_intent.succeeded";

/// A shop whose customer has paid on the page, and nobody told it yet.
async fn paid(engine: Engine) -> Shop {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;
    shop.stripe.the_customer_pays();
    shop
}

#[rstest]
#[tokio::test]
async fn a_message_pays_the_order_however_often_it_comes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = paid(engine).await;
    let message = shop.stripe.says("evt_1", COMPLETED);

    shop.hears(SECRET, &message).await.unwrap();
    shop.hears(SECRET, &message).await.unwrap();
    assert_eq!(shop.works_through().await, 1);
    shop.hears(SECRET, &message).await.unwrap();
    assert_eq!(shop.works_through().await, 0);

    assert_eq!(shop.state().await, Succeeded);
    assert!(shop.is_paid().await && shop.cases().await.is_empty());
    assert_eq!(shop.events().await, [("evt_1".to_owned(), None)]);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_message_at_several_doors_is_kept_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = paid(engine).await;
    let message = shop.stripe.says("evt_1", COMPLETED);
    let signature = signature(SECRET, shop.ctx.now().timestamp(), message.as_bytes());

    let doors: Vec<_> = (0..8)
        .map(|_| {
            let (ctx, message, signature) = (shop.ctx.clone(), message.clone(), signature.clone());
            tokio::spawn(async move {
                let envelope = Envelope { signature: Some(&signature), body: message.as_bytes() };
                payment::receive(&ctx, envelope).await.unwrap();
                payment::work_through(&ctx).await.unwrap();
            })
        })
        .collect();
    for door in doors {
        door.await.unwrap();
    }

    assert!(shop.is_paid().await && shop.cases().await.is_empty());
    assert_eq!(shop.events().await.len(), 1);
}

#[rstest]
#[tokio::test]
async fn two_messages_about_one_payment_may_come_in_any_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values([COMPLETED, INTENT_SUCCEEDED], [INTENT_SUCCEEDED, COMPLETED])] kinds: [&str; 2],
) {
    let shop = paid(engine).await;

    for kind in kinds {
        shop.hears(SECRET, &shop.stripe.says(&format!("evt_{kind}"), kind)).await.unwrap();
        shop.works_through().await;
    }

    let attempt = shop.attempt().await;
    assert_eq!((attempt.state, attempt.reference.as_deref()), (Succeeded, Some("cs_test_1")));
    assert!(shop.is_paid().await && shop.cases().await.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_message_tells_what_a_lost_answer_did_not(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = Shop::open(engine).await;
    shop.stripe.will(LosesTheAnswer);
    shop.pays_by(Card).await;
    assert_eq!(shop.state().await, Unknown);
    shop.stripe.the_customer_pays();

    shop.hears(SECRET, &shop.stripe.says("evt_1", INTENT_SUCCEEDED)).await.unwrap();
    shop.works_through().await;

    // Its own name is enough to give the money back one day.
    assert_eq!(shop.attempt().await.reference.as_deref(), Some("pi_test_1"));
    assert!(shop.is_paid().await);
}

#[tokio::test]
async fn an_attempt_goes_by_the_name_of_its_page_while_that_can_be_closed() {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.stripe.will(LosesTheAnswer);
    shop.pays_by(Card).await;
    shop.stripe.the_bank_asks();

    let asked = shop.stripe.says("evt_1", "payment_intent.requires_action");
    shop.hears(SECRET, &asked).await.unwrap();
    shop.works_through().await;
    let attempt = shop.attempt().await;
    assert_eq!((attempt.state, attempt.reference.as_ref()), (NeedsAuthentication, None));

    shop.calls_off().await;
    assert_eq!(shop.state().await, Cancelled);
    assert_eq!(shop.stripe.books().sessions[0]["status"], json!("expired"));
}

#[tokio::test]
async fn a_secret_that_is_being_replaced_still_counts() {
    let shop = paid(Engine::Sqlite).await;
    let message = shop.stripe.says("evt_1", COMPLETED);

    shop.hears(FORMER_SECRET, &message).await.unwrap();

    // While two secrets are valid Stripe signs with both.
    let at = shop.ctx.now().timestamp();
    let (stranger, ours) =
        (mac("whsec_other", at, message.as_bytes()), mac(SECRET, at, message.as_bytes()));
    let both = format!("t={at},v1={stranger},v0={stranger},v1={ours}");
    shop.receives(Some(&both), &message).await.unwrap();
    assert_eq!(shop.events().await.len(), 1);
}

#[tokio::test]
async fn whoever_cannot_sign_is_not_heard() {
    let shop = paid(Engine::Sqlite).await;
    let message = shop.stripe.says("evt_1", COMPLETED);
    let at = shop.ctx.now().timestamp();
    let good = mac(SECRET, at, message.as_bytes());

    assert_eq!(shop.hears("whsec_other", &message).await, Err(Signature));
    assert_eq!(shop.hears("", &message).await, Err(Signature));
    for header in [
        String::new(),
        "t=1".into(),
        format!("v1={good}"),
        format!("t={at}"),
        format!("t={at},v1="),
        format!("t={at},v1={}", &good[..62]),
        format!("t={at},v1={}zz", &good[..62]),
        format!("t={at},v0={good}"),
        format!("t={},v1={good}", at + 1),
        format!("t= {at},v1={good}"),
        "t=ora,v1=00".into(),
    ] {
        assert_eq!(shop.receives(Some(&header), &message).await, Err(Signature), "{header}");
    }
    assert_eq!(shop.receives(None, &message).await, Err(Signature));
    let header = format!("t={at},v1={good}");
    let changed = message.replace("unpaid", "paid").replace("3660", "3661");
    assert_eq!(shop.receives(Some(&header), &changed).await, Err(Signature));

    assert!(shop.events().await.is_empty());
    shop.receives(Some(&header), &message).await.unwrap();
}

#[rstest]
#[case::a_moment_ago(-300, Ok(()))]
#[case::long_ago(-301, Err(Stale))]
#[case::in_a_moment(300, Ok(()))]
#[case::in_the_future(301, Err(Stale))]
#[tokio::test]
async fn only_what_was_signed_just_now_is_heard(
    #[case] age: i64,
    #[case] outcome: Result<(), services::ports::provider::Untrusted>,
) {
    let shop = paid(Engine::Sqlite).await;
    let message = shop.stripe.says("evt_1", COMPLETED);
    let at = shop.ctx.now().timestamp() + age;

    let header = signature(SECRET, at, message.as_bytes());

    assert_eq!(shop.receives(Some(&header), &message).await, outcome);
}

#[tokio::test]
async fn what_has_no_name_is_not_kept() {
    let shop = paid(Engine::Sqlite).await;

    for body in ["", "ciao", "[]", "{}", r#"{"id": 7}"#] {
        assert_eq!(shop.hears(SECRET, body).await, Err(Unreadable), "{body}");
    }
    assert!(shop.events().await.is_empty());
}

#[tokio::test]
async fn a_refusal_on_the_page_is_not_the_end_of_it() {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.pays_by(Card).await;

    shop.stripe.the_bank_asks();
    shop.hears(SECRET, &shop.stripe.says("evt_1", "payment_intent.requires_action")).await.unwrap();
    shop.works_through().await;
    assert_eq!(shop.state().await, NeedsAuthentication);

    shop.stripe.the_bank_refuses("card_declined", "insufficient_funds");
    shop.hears(SECRET, &shop.stripe.says("evt_2", "payment_intent.payment_failed")).await.unwrap();
    shop.works_through().await;
    assert!(shop.state().await.is_live());

    shop.stripe.the_customer_pays();
    shop.hears(SECRET, &shop.stripe.says("evt_3", COMPLETED)).await.unwrap();
    shop.works_through().await;
    assert!(shop.is_paid().await);
}

#[rstest]
#[case("checkout.session.expired", "expired", Cancelled)]
#[case("checkout.session.async_payment_failed", "complete", Refused(Refusal::Declined))]
#[case("checkout.session.completed", "complete", Pending)]
#[tokio::test]
async fn each_message_about_a_page_has_its_meaning(
    #[case] kind: &str,
    #[case] status: &str,
    #[case] state: domain::payment::AttemptState,
) {
    let shop = Shop::open(Engine::Sqlite).await;
    shop.pays_by(Card).await;
    shop.stripe.books().sessions[0]["status"] = json!(status);

    shop.hears(SECRET, &shop.stripe.says("evt_1", kind)).await.unwrap();
    shop.works_through().await;

    assert_eq!(shop.state().await, state);
    assert!(!shop.is_paid().await);

    // A bank that answers late: <https://docs.stripe.com/payments/checkout/fulfill-orders>
    shop.stripe.the_customer_pays();
    let late = shop.stripe.says("evt_2", "checkout.session.async_payment_succeeded");
    shop.hears(SECRET, &late).await.unwrap();
    shop.works_through().await;
    assert!(shop.is_paid().await);
}

#[tokio::test]
async fn messages_about_other_things_are_kept_and_mean_nothing() {
    let shop = paid(Engine::Sqlite).await;
    let plain = shop.stripe.says("evt_1", "customer.created");
    let setup =
        shop.stripe.says("evt_2", COMPLETED).replace(r#""mode":"payment""#, r#""mode":"setup""#);
    let id = shop.attempt().await.id.to_string();
    let of_others = shop.stripe.says("evt_3", COMPLETED).replace(&id, "their own number");
    let intent_of_others =
        shop.stripe.says("evt_4", INTENT_SUCCEEDED).replace(&id, "their own number");

    for message in [&plain, &setup, &of_others, &intent_of_others] {
        shop.hears(SECRET, message).await.unwrap();
    }
    assert_eq!(shop.works_through().await, 4);

    assert_eq!(shop.state().await, Pending);
    assert!(shop.events().await.iter().all(|(_, problem)| problem.is_none()));
}

#[tokio::test]
async fn messages_that_make_no_sense_are_kept_with_their_problem() {
    let shop = paid(Engine::Sqlite).await;
    let id = shop.attempt().await.id.to_string();
    let dollars = shop.stripe.says("evt_1", COMPLETED).replace(r#""eur""#, r#""usd""#);
    let unknown =
        shop.stripe.says("evt_2", COMPLETED).replace(&id, "01890000-0000-7000-8000-000000000000");
    let broken = json!({ "id": "evt_3", "type": COMPLETED, "data": { "object": {} } }).to_string();

    for message in [&dollars, &unknown, &broken] {
        shop.hears(SECRET, message).await.unwrap();
    }
    shop.works_through().await;

    let problems: Vec<_> =
        shop.events().await.into_iter().map(|(_, problem)| problem.unwrap()).collect();
    assert_eq!(problems, ["it cannot be read", "payment attempt not found", "it cannot be read"]);
    assert_eq!(shop.state().await, Pending);
    assert!(!shop.is_paid().await);
}
