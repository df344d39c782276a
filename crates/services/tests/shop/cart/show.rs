//! The cart page gets what it needs to price the cart by itself.

use chrono::TimeDelta;
use domain::Product;
use domain::money::{Money, Percent};
use domain::quote::{Owned, quote};
use rstest::rstest;
use services::cart::CartOwner;
use services::cart::{apply_coupon, show, start};
use services::testing::store::carts;
use services::testing::{Engine, a_customer, day, test_day};

use crate::seen;

#[rstest]
#[tokio::test]
async fn a_visitor_without_a_cart_is_a_new_customer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let shown = show(&shop, CartOwner::Visitor(None)).await.unwrap();

    assert_eq!(shown.open, None);
    assert_eq!(shown.given.today, test_day());
    assert_eq!((shown.given.owned, shown.given.discount), (vec![], None));
}

#[rstest]
#[tokio::test]
async fn what_is_owned_comes_with_the_cart_in_the_order_of_the_shop(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (april, june) = (day("2027-04-14"), day("2027-06-30"));
    let anna = a_customer()
        .with_service_until(april)
        .with(Product::User, 2, june)
        .with(Product::User, 1, april)
        .with(Product::Documents, 1, april);
    let anna = anna.create(&shop).await;

    let shown = show(&shop, anna.cart()).await.unwrap();

    let owned = |product, quantity, expires| Owned { product, quantity, expires };
    assert_eq!(
        shown.given.owned,
        [
            owned(Product::Invoicing, 1, april),
            owned(Product::Documents, 1, april),
            owned(Product::User, 1, april),
            owned(Product::User, 2, june),
        ]
    );
}

#[rstest]
#[tokio::test]
async fn the_discount_of_the_code_comes_with_the_cart(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    start(&shop, anna.cart(), Product::Invoicing).await.unwrap();
    apply_coupon(&shop, anna.cart(), "BENVENUTO10").await.unwrap();

    let shown = show(&shop, anna.cart()).await.unwrap();

    assert_eq!(shown.given.discount, Some(Percent::whole(10).into()));
    let quote = quote(&shown.open.unwrap().cart, &shown.given, &shop.prices().terms).unwrap();
    assert_eq!(quote.totals.net, Money::from_cents(27_00));
}

#[rstest]
#[tokio::test]
async fn only_carts_that_visitors_left_long_ago_are_swept_away(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    start(&shop, anna.cart(), Product::Invoicing).await.unwrap();
    let left = start(&shop, CartOwner::Visitor(None), Product::User).await.unwrap();
    shop.clock.advance(TimeDelta::days(30));
    let fresh = start(&shop, CartOwner::Visitor(None), Product::User).await.unwrap();

    let mut tx = shop.db.write().await.unwrap();
    let removed = carts::remove_abandoned(&mut tx, shop.now() - TimeDelta::days(7)).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(removed, 1);
    assert_eq!(seen::cart(&shop, CartOwner::Visitor(Some(left.id))).await, None);
    assert!(seen::cart(&shop, CartOwner::Visitor(Some(fresh.id))).await.is_some());
    assert!(seen::cart(&shop, anna.cart()).await.is_some());
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 1);
}
