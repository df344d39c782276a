//! Money given back: once, never more than there is, and above an amount with a second person.

use domain::order::{OrderError, PaymentMethod};
use domain::payment::AttemptState;
use domain::payment::LedgerAccount::{Bank, Provider, Sales};
use domain::{Money, RuleError};
use rstest::rstest;
use services::order::{cancel, register_payment};
use services::payment::{Asked, approve, ask_refund, come_back, look_after_refunds, pay};
use services::store::cases;
use services::store::refunds::RefundState;
use services::testing::{Engine, the_payment_of};
use services::{Context, Error, Settings};

use super::books::balances;
use super::pay::{a_shop, a_shop_with, an_order};

fn cents(cents: i64) -> Money {
    Money::from_cents(cents)
}

fn asked(order_number: i64, amount: i64) -> Asked {
    let reason = "doppio ordine".into();
    Asked { order_number, amount: cents(amount), reason, case: None, by: "rosa".into() }
}

/// An order paid by card.
async fn a_paid_order(ctx: &Context, books: &super::provider::Books) -> i64 {
    let (anna, order) = an_order(ctx).await;
    pay(ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    come_back(ctx, anna.account, order.number).await.unwrap();
    order.number
}

#[rstest]
#[tokio::test]
async fn a_card_gets_its_money_back_in_parts_and_never_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;

    let part = ask_refund(&ctx, &asked(number, 20_00)).await.unwrap();
    assert_eq!(part.state, RefundState::Done);
    let too_much = ask_refund(&ctx, &asked(number, 23_32)).await.unwrap_err();
    let expected = OrderError::RefundTooLarge { most: cents(23_31) };
    assert!(matches!(too_much, Error::Rule(RuleError::Order(error)) if error == expected));
    ask_refund(&ctx, &asked(number, 23_31)).await.unwrap();

    let page = &books.pages()[&books.only(number)];
    assert_eq!(page.given_back.values().sum::<i64>(), 43_31);
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_refunds_of_everything_at_once_are_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;

    let running: Vec<_> = (0..10)
        .map(|_| {
            let ctx = ctx.clone();
            tokio::spawn(async move { ask_refund(&ctx, &asked(number, 43_31)).await.is_ok() })
        })
        .collect();
    let mut done = 0;
    for refund in running {
        done += usize::from(refund.await.unwrap());
    }

    assert_eq!(done, 1);
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn a_large_refund_waits_for_somebody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let settings = Settings { refund_alone_up_to: cents(40_00), ..Settings::default() };
    let (_shop, ctx, books) = a_shop_with(engine, settings).await;
    let number = a_paid_order(&ctx, &books).await;

    let refund = ask_refund(&ctx, &asked(number, 43_31)).await.unwrap();
    assert_eq!(refund.state, RefundState::AwaitsApproval);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 0);
    let by_herself = approve(&ctx, refund.id, "rosa").await;
    assert!(matches!(by_herself, Err(Error::NotAllowed)));
    assert_eq!(balances(&ctx).await, [(Sales, -43_31), (Provider, 43_31)]);

    let approved = approve(&ctx, refund.id, "ugo").await.unwrap();
    assert_eq!(approved.state, RefundState::Done);
    assert_eq!(balances(&ctx).await, []);
    assert!(matches!(approve(&ctx, refund.id, "ugo").await, Err(Error::NotAllowed)));
}

#[rstest]
#[tokio::test]
async fn a_refund_whose_answer_got_lost_is_asked_for_again_and_is_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let number = a_paid_order(&ctx, &books).await;
    books.change(books.only(number), |page| page.losses = [true].into());

    let refund = ask_refund(&ctx, &asked(number, 43_31)).await.unwrap();
    assert_eq!(refund.state, RefundState::Started);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 1);
    assert_eq!(look_after_refunds(&ctx).await.unwrap(), 0);

    assert_eq!(books.pages()[&books.only(number)].given_back.len(), 1);
    assert_eq!(balances(&ctx).await, []);
}

#[rstest]
#[tokio::test]
async fn money_that_came_after_the_cancellation_goes_back_and_closes_its_case(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let (anna, order) = an_order(&ctx).await;
    pay(&ctx, anna.account, order.number, PaymentMethod::Card).await.unwrap();
    let id = books.only(order.number);
    cancel(&ctx, anna.account, order.number).await.unwrap();
    books.change(id, |page| page.state = AttemptState::Succeeded);
    let told = services::ports::provider::Answer::of(AttemptState::Succeeded);
    services::payment::settle(&ctx, id, &told).await.unwrap();
    let mut tx = ctx.db.read().await.unwrap();
    let case = cases::all_open(&mut tx).await.unwrap().remove(0);
    drop(tx);

    let wish = Asked { case: Some(case.id), ..asked(order.number, 43_31) };
    let refund = ask_refund(&ctx, &wish).await.unwrap();

    assert_eq!(refund.state, RefundState::Done);
    assert_eq!(balances(&ctx).await, []);
    let mut tx = ctx.db.read().await.unwrap();
    assert!(cases::all_open(&mut tx).await.unwrap().is_empty());
    drop(tx);
    assert!(ask_refund(&ctx, &wish).await.is_err(), "a case is answered once");
}

#[rstest]
#[tokio::test]
async fn a_transfer_is_sent_back_by_the_office_and_noted(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let (_, order) = an_order(&ctx).await;
    let unpaid = ask_refund(&ctx, &asked(order.number, 43_31)).await.unwrap_err();
    assert!(matches!(unpaid, Error::Rule(RuleError::Order(OrderError::NotPaid))));
    register_payment(&ctx, &the_payment_of(&ctx, &order)).await.unwrap();

    let refund = ask_refund(&ctx, &asked(order.number, 10_00)).await.unwrap();

    assert_eq!(refund.state, RefundState::Done);
    assert_eq!(balances(&ctx).await, [(Sales, -33_31), (Bank, 33_31)]);
}
