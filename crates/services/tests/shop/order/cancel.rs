//! `Annulla`: only an unpaid order can be called off, and only by its owner.

use domain::Product;
use domain::RuleError;
use domain::cart::Cart;
use domain::order::{CancelReason, OrderError, OrderState};
use rstest::rstest;
use services::Error;
use services::order::{cancel, show};
use services::payment::register_payment;
use services::testing::{Engine, a_customer, day, test_day, the_payment_of};

use crate::seen;

#[rstest]
#[tokio::test]
async fn a_cancelled_order_stays_cancelled_however_often_it_is_called_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let once = cancel(&shop, anna.account, order.number).await.unwrap();
    shop.clock.set_to_day(day("2026-11-25"));
    let twice = cancel(&shop, anna.account, order.number).await.unwrap();

    let reason = CancelReason::Customer;
    assert_eq!(once.state, OrderState::Cancelled { reason, on: test_day() });
    assert_eq!(twice, once);
    let mails = seen::mails(&shop).await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.kind == "order_cancelled").collect();
    assert_eq!(told.len(), 1, "and its owner is told once");
    assert!(told[0].text.contains("come ci hai chiesto"), "{}", told[0].text);
    assert_eq!(show(&shop, anna.account, order.number).await.unwrap(), once);
}

#[rstest]
#[tokio::test]
async fn a_cancelled_order_makes_room_for_a_new_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let first = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    cancel(&shop, anna.account, first.number).await.unwrap();

    let second = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 2)).await;

    assert_eq!(second.number, first.number + 1);
    assert!(second.state.is_awaiting_payment());
    let kinds = seen::mails(&shop).await;
    let welcomes = kinds.iter().filter(|mail| mail.kind == "registration_confirmed").count();
    assert_eq!(welcomes, 1, "nobody is welcomed twice");
}

#[rstest]
#[tokio::test]
async fn a_paid_order_cannot_be_cancelled(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let paid = register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap().order;

    let refused = cancel(&shop, anna.account, order.number).await;

    let expected = OrderError::NotCancellable;
    assert!(matches!(refused, Err(Error::Rule(RuleError::Order(error))) if error == expected));
    assert_eq!(show(&shop, anna.account, order.number).await.unwrap(), paid);
}

#[rstest]
#[tokio::test]
async fn nobody_cancels_somebody_elses_order(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let bruno = a_customer().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    for number in [order.number, order.number + 1] {
        let refused = cancel(&shop, bruno.account, number).await;
        assert!(matches!(refused, Err(Error::NotFound("order"))), "{refused:?}");
    }
    assert_eq!(show(&shop, anna.account, order.number).await.unwrap(), order);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_payment_and_cancellation_meet_one_of_them_wins(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let cart = Cart::first_purchase(Product::Invoicing, 1);
    for _ in 0..8 {
        let anna = a_customer().with_holder().create(&shop).await;
        let order = anna.orders(&shop, cart.clone()).await;

        let payment = the_payment_of(&shop, &order);
        let (paid, cancelled) = tokio::join!(
            register_payment(&shop, &payment),
            cancel(&shop, anna.account, order.number),
        );

        let state = show(&shop, anna.account, order.number).await.unwrap().state;
        match state {
            OrderState::Fulfilled { .. } => assert!(paid.is_ok() && cancelled.is_err()),
            OrderState::Cancelled { .. } => assert!(paid.is_err() && cancelled.is_ok()),
            other => panic!("{other:?}"),
        }
        let has_service = anna.service(&shop).await.is_some();
        assert_eq!(has_service, matches!(state, OrderState::Fulfilled { .. }));
    }
}
