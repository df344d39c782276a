//! An order can be looked at by whoever made it, and by nobody else.

use domain::Product;
use domain::cart::Cart;
use rstest::rstest;
use services::Error;
use services::order::{cancel, list, show};
use services::testing::{Engine, a_customer};

#[rstest]
#[tokio::test]
async fn an_order_reads_as_it_was_concluded(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let cart = Cart::first_purchase(Product::Invoicing, 3)
        .add_with_required(Product::WooCommerce, &[])
        .and_then(|cart| cart.set_quantity(Product::User, 2, &[]));
    let order = anna.orders(&shop, cart.unwrap()).await;

    let shown = show(&shop, anna.account, order.number).await.unwrap();

    assert_eq!(shown, order);
    assert_eq!(shown.lines.len(), 4);
}

#[rstest]
#[tokio::test]
async fn somebody_elses_order_is_not_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let bruno = a_customer().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    for number in [order.number, order.number + 1] {
        let hidden = show(&shop, bruno.account, number).await;
        assert!(matches!(hidden, Err(Error::NotFound("order"))), "{hidden:?}");
    }
    assert!(list(&shop, bruno.account).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn the_orders_of_an_account_are_listed_the_newest_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let mut orders = Vec::new();
    for years in 1..=3 {
        let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, years)).await;
        orders.push(cancel(&shop, anna.account, order.number).await.unwrap());
    }

    let listed = list(&shop, anna.account).await.unwrap();

    orders.reverse();
    assert_eq!(listed, orders);
}
