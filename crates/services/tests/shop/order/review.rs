//! `Modulo d'ordine`: everything that is about to be ordered.

use domain::Product;
use domain::cart::Cart;
use domain::money::Percent;
use domain::order::PaymentMethod;
use rstest::rstest;
use services::cart::apply_coupon;
use services::order::review;
use services::testing::{Engine, a_company, a_customer, a_holder, day};

use crate::query_counts;

#[rstest]
#[tokio::test]
async fn each_form_has_a_name_of_its_own(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    let first = review(&shop, anna.account).await.unwrap();
    let second = review(&shop, anna.account).await.unwrap();

    assert_ne!(first.intent, second.intent);
    assert_eq!(first.methods, PaymentMethod::ALL);
    assert!(first.open.is_none() && first.holder.is_none() && first.pending.is_none());
}

#[rstest]
#[tokio::test]
async fn a_new_service_is_for_the_holder_that_was_filled_in(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let bruno = a_customer().create(&shop).await;
    for customer in [&anna, &bruno] {
        customer.fills(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    }
    apply_coupon(&shop, anna.cart(), "BENVENUTO10").await.unwrap();

    let annas = review(&shop, anna.account).await.unwrap();
    let brunos = review(&shop, bruno.account).await.unwrap();

    assert_eq!(annas.holder.unwrap().to_form().party.vat_number, anna.party.vat_number);
    assert_eq!(annas.given.discount, Some(Percent::whole(10).into()));
    assert_eq!(brunos.holder, None, "«Dati intestatario» comes first");
}

#[rstest]
#[tokio::test]
async fn what_is_added_is_for_the_holder_of_the_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let other = a_holder(a_company());
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let bruno = a_customer().with_holder_of(other.clone());
    let bruno = bruno.with_service_until(day("2027-04-14")).create(&shop).await;
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 1, &[]).unwrap();
    for customer in [&anna, &bruno] {
        customer.fills(&shop, cart.clone()).await;
    }

    let annas = review(&shop, anna.account).await.unwrap();
    let brunos = review(&shop, bruno.account).await.unwrap();

    assert_eq!(annas.holder.unwrap().to_form().party.vat_number, anna.party.vat_number);
    assert_eq!(brunos.holder.unwrap().to_form().party.vat_number, other.party.vat_number);
    assert_eq!(brunos.given.owned.len(), 1);
}

#[rstest]
#[tokio::test]
async fn an_order_that_waits_for_its_payment_is_shown(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let order = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let review = review(&shop, anna.account).await.unwrap();

    assert_eq!(review.pending, Some(order));
    assert!(review.open.is_none(), "the cart has become the order");
}

#[rstest]
#[tokio::test]
async fn the_form_costs_few_statements_whatever_it_shows(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let first = Cart::first_purchase(Product::Invoicing, 1);
    let more = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 2, &[]).unwrap();
    let until = day("2027-04-14");
    let a_newcomer = a_customer().with_holder().create(&shop).await;
    let an_owner = a_customer().with_holder().with_service_until(until);
    let an_owner = an_owner.with(Product::Documents, 1, until).create(&shop).await;
    let a_debtor = a_customer().with_service_until(until).create(&shop).await;
    a_debtor.orders(&shop, more.clone()).await;

    for (customer, cart) in [
        (&a_newcomer, &first),
        (&an_owner, &more),
        (&an_owner, &Cart::renewal(Product::Invoicing, 1)),
        (&an_owner, &first),
        (&a_debtor, &more),
    ] {
        let open = customer.fills(&shop, cart.clone()).await;
        let looked = review(&shop, customer.account);
        let review = query_counts::few(&shop, looked).await.unwrap();
        assert_eq!(review.open, Some(open));
    }
}
