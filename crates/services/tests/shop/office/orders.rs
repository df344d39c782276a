//! The orders on the office's desk.

use domain::Product;
use domain::cart::Cart;
use domain::order::{FailureReason, Order, OrderState};
use rstest::rstest;
use services::Error;
use services::office::{desk, order};
use services::order::cancel;
use services::payment::register_payment;
use services::testing::store::orders::on_desk;
use services::testing::{Engine, a_company, a_customer, a_holder, the_payment_of};

use crate::{seen, statements};

fn numbers(orders: &[Order]) -> Vec<i64> {
    orders.iter().map(|order| order.number).collect()
}

#[rstest]
#[tokio::test]
async fn each_order_lies_where_it_belongs_the_newest_on_top(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let cart = Cart::first_purchase(Product::Invoicing, 1);
    let (shared, mut orders) = (a_holder(a_company()), Vec::new());
    for _ in 0..6 {
        let customer = a_customer().with_holder_of(shared.clone()).create(&shop).await;
        orders.push(customer.orders(&shop, cart.clone()).await);
    }
    // The first two are paid, and the second finds the holder with a service already.
    for order in &orders[..2] {
        register_payment(&shop, &the_payment_of(&shop, order)).await.unwrap();
    }
    cancel(&shop, orders[2].account, orders[2].number).await.unwrap();

    let desk = statements::few(&shop, desk(&shop)).await.unwrap();

    let number = |place: usize| orders[place].number;
    assert_eq!(numbers(&desk.awaiting), [number(5), number(4), number(3)]);
    assert_eq!(numbers(&desk.failed), [number(1)]);
    assert_eq!(numbers(&desk.fulfilled), [number(0)]);
    let reason = FailureReason::AlreadyActive;
    let paid_on = shop.today();
    assert_eq!(desk.failed[0].state, OrderState::ActivationFailed { paid_on, reason });
    assert!(desk.awaiting.iter().all(|order| order.lines == orders[3].lines));
}

#[rstest]
#[tokio::test]
async fn a_failed_activation_stays_on_the_desk_however_many_orders_follow(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let cart = Cart::first_purchase(Product::Invoicing, 1);
    let (shared, mut orders) = (a_holder(a_company()), Vec::new());
    for _ in 0..3 {
        let customer = a_customer().with_holder_of(shared.clone()).create(&shop).await;
        orders.push(customer.orders(&shop, cart.clone()).await);
    }
    for _ in 0..4 {
        let customer = a_customer().with_holder().create(&shop).await;
        orders.push(customer.orders(&shop, cart.clone()).await);
    }
    // One holder has a service once: the second and the third payment activate nothing.
    for order in &orders[..5] {
        register_payment(&shop, &the_payment_of(&shop, order)).await.unwrap();
    }

    let mut tx = shop.db.read().await.unwrap();
    let shown = seen::all(on_desk(&mut tx, 1).await);

    let number = |place: usize| orders[place].number;
    assert_eq!(numbers(&shown), [number(6), number(4), number(2), number(1)]);
    assert!(shown.iter().all(|order| order.lines == orders[0].lines), "each with its lines");
}

#[rstest]
#[tokio::test]
async fn an_empty_desk_is_empty(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;

    let desk = desk(&shop).await.unwrap();

    assert!(desk.awaiting.is_empty() && desk.failed.is_empty() && desk.fulfilled.is_empty());
}

#[rstest]
#[tokio::test]
async fn the_office_looks_at_any_order(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let annas = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let looked_at = order(&shop, annas.number).await.unwrap();
    let unknown = order(&shop, annas.number + 1).await;

    assert_eq!(looked_at.order, annas);
    assert_eq!(looked_at.refundable, domain::Money::ZERO, "nothing was paid that could go back");
    assert_eq!((looked_at.origin, looked_at.given_back), (None, domain::Money::ZERO));
    assert!(looked_at.refunds.is_empty());
    assert!(matches!(unknown, Err(Error::NotFound("order"))));
}
