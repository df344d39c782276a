//! Who looks at a page, as its header says it.

use domain::Product;
use domain::cart::Cart;
use domain::id::{AccountId, CartId};
use rstest::rstest;
use services::account::{Identity, Visitor, visitor};
use services::cart::{CartOwner, adopt, start};
use services::testing::{Engine, a_customer, a_professional};

fn nobody() -> Visitor {
    Visitor::default()
}

#[rstest]
#[tokio::test]
async fn a_company_is_shown_by_its_person_and_a_person_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let bruno = a_customer().being(a_professional()).create(&shop).await;

    assert_eq!(
        visitor(&shop, anna.cart()).await.unwrap().identity,
        Some(Identity {
            name: "Anna Bianchi".into(),
            company: Some("Bianchi Ceramiche S.r.l.".into()),
            username: anna.username,
        })
    );
    assert_eq!(
        visitor(&shop, bruno.cart()).await.unwrap().identity,
        Some(Identity {
            name: "Bruno Neri".into(),
            company: None,
            username: "2000002@bottega.example".into(),
        })
    );
}

#[rstest]
#[tokio::test]
async fn what_is_in_the_cart_is_counted_for_whoever_it_belongs_to_and_nobody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let users = Cart::first_purchase(Product::Invoicing, 1);
    anna.fills(&shop, users.set_quantity(Product::User, 4, &[]).unwrap()).await;
    let bruno = a_customer().create(&shop).await;
    bruno.fills(&shop, Cart::add_ons(Product::Invoicing)).await;
    let stranger = start(&shop, CartOwner::Visitor(None), Product::WooCommerce).await.unwrap();
    let stranger = CartOwner::Visitor(Some(stranger.id));

    let in_cart = async |owner| visitor(&shop, owner).await.unwrap().in_cart;
    assert_eq!(in_cart(anna.cart()).await, 2, "a service and users");
    assert_eq!(in_cart(bruno.cart()).await, 0, "a service that is only added to");
    assert_eq!(in_cart(stranger).await, 3, "a service, WooCommerce and what that needs");
    assert_eq!(visitor(&shop, CartOwner::Visitor(None)).await.unwrap(), nobody());
}

#[rstest]
#[tokio::test]
async fn a_cart_that_has_an_owner_and_an_account_that_is_gone_are_shown_to_nobody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let cart = start(&shop, CartOwner::Visitor(None), Product::Invoicing).await.unwrap().id;
    adopt(&shop, Some(cart), anna.account).await.unwrap();

    assert_eq!(visitor(&shop, CartOwner::Visitor(Some(cart))).await.unwrap(), nobody());
    assert_eq!(visitor(&shop, anna.cart()).await.unwrap().in_cart, 1);
    let gone = CartOwner::Account(AccountId(shop.new_id()));
    assert_eq!(visitor(&shop, gone).await.unwrap(), nobody());
    let gone = CartOwner::Visitor(Some(CartId(shop.new_id())));
    assert_eq!(visitor(&shop, gone).await.unwrap(), nobody());
}
