//! Giving money back that came through Stripe.

use domain::Money;
use domain::order::PaymentMethod::Card;
use domain::refund::{Refund, RefundState};
use rstest::rstest;
use serde_json::{Value, json};
use services::payment::{Asked, ask_refund, look_after_refunds};
use services::testing::Engine;
use services::testing::store::refunds::by_id;

use crate::shop::Shop;
use crate::stand_in::Trouble::{LosesTheAnswer, Says};
use crate::stand_in::error;

const REFUND: &str = "POST refunds";

async fn paid(engine: Engine) -> Shop {
    let shop = Shop::open(engine).await;
    shop.pays_by(Card).await;
    shop.stripe.the_customer_pays();
    shop.comes_back().await;
    assert!(shop.is_paid().await);
    shop
}

async fn back(shop: &Shop, amount: i64) -> Refund {
    let asked = Asked {
        order_number: shop.order.number,
        amount: Money::from_cents(amount),
        reason: "Recesso".into(),
        case: None,
        by: "rosa".into(),
    };
    ask_refund(&shop.ctx, &asked).await.unwrap()
}

async fn state(shop: &Shop, refund: &Refund) -> RefundState {
    let mut tx = shop.ctx.db.read().await.unwrap();
    by_id(&mut tx, refund.id).await.unwrap().state
}

#[rstest]
#[tokio::test]
async fn money_goes_back_to_where_it_came_from(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = paid(engine).await;

    let refund = back(&shop, 10_00).await;

    assert_eq!(refund.state, RefundState::Done);
    let asked = shop.stripe.made(REFUND).remove(0);
    assert_eq!(asked.key.as_deref(), Some(&*refund.id.to_string()));
    assert_eq!(asked.value("payment_intent"), Some("pi_test_1"));
    assert_eq!(asked.value("amount"), Some("1000"));
}

#[rstest]
#[tokio::test]
async fn a_lost_answer_is_asked_for_again_and_the_money_goes_back_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(false, true)] keys_are_forgotten: bool,
) {
    let shop = paid(engine).await;
    shop.stripe.will(LosesTheAnswer);

    let refund = back(&shop, 10_00).await;
    assert_eq!(refund.state, RefundState::Started);
    if keys_are_forgotten {
        shop.stripe.forgets_keys();
    }
    look_after_refunds(&shop.ctx).await.unwrap();

    assert_eq!(state(&shop, &refund).await, RefundState::Done);
    assert_eq!(shop.stripe.books().refunds.len(), 1);
}

#[rstest]
#[case("succeeded", RefundState::Done)]
#[case("failed", RefundState::Refused)]
#[tokio::test]
async fn a_refund_on_its_way_is_not_told_as_done(#[case] outcome: &str, #[case] told: RefundState) {
    let shop = paid(Engine::Sqlite).await;
    shop.stripe.books().refund_status = Some("pending");

    let refund = back(&shop, 10_00).await;
    look_after_refunds(&shop.ctx).await.unwrap();
    assert_eq!(state(&shop, &refund).await, RefundState::Started);

    shop.stripe.books().refunds[0]["status"] = json!(outcome);
    look_after_refunds(&shop.ctx).await.unwrap();
    assert_eq!(state(&shop, &refund).await, told);
    assert_eq!(shop.stripe.made(REFUND).len(), 1);
}

#[rstest]
#[case::gone(400, error("invalid_request_error", "charge_already_refunded"), RefundState::Done)]
#[case::no(400, error("invalid_request_error", "charge_disputed"), RefundState::Refused)]
#[case::wrong_key(401, error("invalid_request_error", "api_key_expired"), RefundState::Started)]
#[case::broken(500, Value::Null, RefundState::Started)]
#[tokio::test]
async fn a_refusal_is_told_and_silence_is_asked_again(
    #[case] status: u16,
    #[case] body: Value,
    #[case] told: RefundState,
) {
    let shop = paid(Engine::Sqlite).await;
    shop.stripe.will(Says(status, body));

    assert_eq!(back(&shop, 10_00).await.state, told);
}
