//! `Svuota il carrello`.

use chrono::TimeDelta;
use domain::cart::Change;
use domain::{Product, RuleError};
use rstest::rstest;
use services::Error;
use services::cart::CartOwner;
use services::cart::{change, empty, start};
use services::testing::{Engine, a_customer, day};

use crate::seen;

#[rstest]
#[tokio::test]
async fn an_emptied_cart_leaves_nothing_and_can_be_begun_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, CartOwner::Visitor(None), Product::WooCommerce).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));

    empty(&shop, owner, open.version).await.unwrap();

    assert_eq!(seen::cart(&shop, owner).await, None);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 0);
    let again = start(&shop, owner, Product::ReceiveOnly).await.unwrap();
    assert!(again.cart.items.is_empty());
}

#[rstest]
#[tokio::test]
async fn a_tab_that_saw_the_emptied_cart_does_not_change_the_next_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let seen_by_tab = start(&shop, anna.cart(), Product::Invoicing).await.unwrap().version;
    empty(&shop, anna.cart(), seen_by_tab).await.unwrap();
    shop.clock.advance(TimeDelta::seconds(1));
    let next = start(&shop, anna.cart(), Product::Invoicing).await.unwrap();

    let late = change(&shop, anna.cart(), seen_by_tab, Change::SetYears(3)).await;
    let emptied = empty(&shop, anna.cart(), seen_by_tab).await;

    assert!(matches!(late, Err(Error::Rule(RuleError::CartChangedElsewhere))));
    assert!(matches!(emptied, Err(Error::Rule(RuleError::CartChangedElsewhere))));
    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(next));
}

#[rstest]
#[tokio::test]
async fn emptying_twice_is_emptying_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let open = start(&shop, anna.cart(), Product::Invoicing).await.unwrap();

    empty(&shop, anna.cart(), open.version).await.unwrap();
    empty(&shop, anna.cart(), open.version).await.unwrap();

    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 0);
}

#[rstest]
#[tokio::test]
async fn a_cart_that_has_moved_on_is_not_emptied(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let open = start(&shop, anna.cart(), Product::Invoicing).await.unwrap();
    let users = Change::SetQuantity(Product::User, 2);
    let newer = change(&shop, anna.cart(), open.version, users).await.unwrap();

    let stale = empty(&shop, anna.cart(), open.version).await;

    assert!(matches!(stale, Err(Error::Rule(RuleError::CartChangedElsewhere))));
    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(newer));
}

#[rstest]
#[tokio::test]
async fn nobody_empties_the_cart_of_somebody_else_and_what_is_owned_stays(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let open = start(&shop, anna.cart(), Product::Documents).await.unwrap();

    empty(&shop, CartOwner::Visitor(Some(open.id)), open.version).await.unwrap();
    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(open.clone()));
    empty(&shop, anna.cart(), open.version).await.unwrap();

    assert_eq!(seen::cart(&shop, anna.cart()).await, None);
    assert_eq!(anna.owned(&shop).await, [(Product::Invoicing, 1, day("2027-04-14"))]);
}
