//! Who looks at a page, as its header says it.

use domain::Product;
use domain::cart::Cart;
use domain::device::Device;
use domain::id::{AccountId, CartId};
use rstest::rstest;
use services::Context;
use services::account::{Identity, Pass, Visitor, customer, is_signed_in, mark_of, visitor};
use services::cart::{CartOwner, adopt, start};
use services::testing::{Customer, Engine, a_customer, a_professional};

use crate::query_counts::at_most;

fn nobody() -> Visitor {
    Visitor::default()
}

/// The sign-in of somebody who has given the present password.
async fn pass(ctx: &Context, anna: &Customer) -> Pass {
    let mark = mark_of(ctx, anna.account).await.unwrap().unwrap();
    Pass::new(ctx, anna.account, mark, Device::default())
}

async fn shown(ctx: &Context, anna: &Customer) -> Visitor {
    let pass = pass(ctx, anna).await;
    at_most(1, ctx, customer(ctx, &pass)).await.unwrap().expect("signed in")
}

#[rstest]
#[tokio::test]
async fn a_sign_in_with_another_password_is_nobodys(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let pass = Pass { mark: "0".repeat(32), ..pass(&shop, &anna).await };

    assert_eq!(customer(&shop, &pass).await.unwrap(), None);
    assert!(!is_signed_in(&shop, &pass).await.unwrap());
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
        shown(&shop, &anna).await.identity,
        Some(Identity {
            name: "Anna Bianchi".into(),
            company: Some("Bianchi Ceramiche S.r.l.".into()),
            username: anna.username,
        })
    );
    assert_eq!(
        shown(&shop, &bruno).await.identity,
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

    assert_eq!(shown(&shop, &anna).await.in_cart, 2, "a service and users");
    assert_eq!(shown(&shop, &bruno).await.in_cart, 0, "a service that is only added to");
    let in_cart = visitor(&shop, Some(stranger.id)).await.unwrap().in_cart;
    assert_eq!(in_cart, 3, "a service, WooCommerce and what that needs");
    assert_eq!(visitor(&shop, None).await.unwrap(), nobody());
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

    assert_eq!(visitor(&shop, Some(cart)).await.unwrap(), nobody());
    assert_eq!(shown(&shop, &anna).await.in_cart, 1);
    let gone = Pass { account: AccountId(shop.new_id()), ..pass(&shop, &anna).await };
    assert_eq!(customer(&shop, &gone).await.unwrap(), None);
    let gone = Some(CartId(shop.new_id()));
    assert_eq!(visitor(&shop, gone).await.unwrap(), nobody());
}
