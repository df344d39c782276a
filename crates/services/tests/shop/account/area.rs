//! `Area clienti`: what a customer has, and the orders behind it.

use domain::Product;
use domain::cart::Cart;
use domain::demo::DemoMethod;
use domain::renewal::{Button, Trouble};
use rstest::rstest;
use services::account::{area, save_holder};
use services::order::cancel;
use services::payment::{methods_of, register_payment};
use services::testing::{Engine, a_customer, a_holder, day, test_day, the_payment_of};
use services::{payment, renewal};

use crate::payment::method_setup::{a_demo, leaves};

#[rstest]
#[tokio::test]
async fn a_new_customer_has_nothing_yet(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    let area = area(&shop, anna.account).await.unwrap();

    assert!(area.subscription.is_none() && area.panel_username.is_none() && area.orders.is_empty());
    assert_eq!(area.today, test_day());
}

#[rstest]
#[tokio::test]
async fn service_panel_and_orders_are_together_the_newest_order_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let first = anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    register_payment(&shop, &the_payment_of(&shop, &first)).await.unwrap();
    let users = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 2, &[]).unwrap();
    let second = anna.orders(&shop, users.clone()).await;
    let second = cancel(&shop, anna.account, second.number).await.unwrap();
    let third = anna.orders(&shop, users).await;
    let somebody = a_customer().with_holder().create(&shop).await;
    somebody.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;

    let area = area(&shop, anna.account).await.unwrap();

    assert_eq!(area.subscription, anna.service(&shop).await);
    assert_eq!(area.panel_username, Some(format!("BT{}", anna.party.vat_number)));
    assert_eq!(area.orders[..2], [third, second]);
    assert_eq!((area.orders.len(), area.orders[2].number), (3, first.number));
}

#[rstest]
#[tokio::test]
async fn an_unpaid_order_tells_what_is_bought_with_it_and_not_what_is_extended(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::User, 1, expires);
    let anna = anna.create(&shop).await;
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::User, 2, &[]).unwrap();
    anna.orders(&shop, cart.set_quantity(Product::Documents, 1, &[]).unwrap()).await;

    let area = area(&shop, anna.account).await.unwrap();

    let bought = |product| area.orders[0].buys(product);
    assert_eq!((bought(Product::User), bought(Product::Documents)), (2, 1));
    assert_eq!((bought(Product::Invoicing), bought(Product::Storage)), (0, 0));
}

#[rstest]
#[tokio::test]
async fn a_service_that_is_over_is_shown_until_somebody_closes_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-08-01")).create(&shop).await;

    let before = area(&shop, anna.account).await.unwrap();
    let form = a_holder(anna.party.clone());
    save_holder(&shop, anna.account, &form).await.unwrap();
    let after = area(&shop, anna.account).await.unwrap();

    assert_eq!(before.subscription.unwrap().expires(), day("2026-08-01"));
    assert!(after.subscription.is_none() && after.panel_username.is_none());
}

#[rstest]
#[tokio::test]
async fn the_button_of_the_renewal_says_what_failed_and_announces_nothing_that_was_called_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).create(&shop).await;
    leaves(&shop, &anna, None, Some(DemoMethod::IsRefused)).await;
    let card = methods_of(&shop, anna.account).await.unwrap().0[0].id;
    renewal::turn_on(&shop, anna.account, card, 1).await.unwrap();
    let button = async || {
        let area = area(&shop, anna.account).await.unwrap();
        let standing = area.subscription.unwrap().standing(area.today);
        (area.renewal.unwrap().button(standing), area.renewal_due)
    };

    let (before, due) = button().await;
    let page = renewal::renewal(&shop, anna.account).await.unwrap().unwrap();
    shop.clock.advance(day("2027-04-07") - test_day());
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 1);
    let (failed, _) = button().await;
    let Button::Ordered { number, trouble } = failed else { panic!("{failed:?}") };
    cancel(&shop, anna.account, number).await.unwrap();
    let (called_off, _) = button().await;

    assert_eq!(before, Button::Automatic { on: day("2027-04-07") });
    assert_eq!(page.method, Some(card));
    assert_eq!(due, page.quote.map(|quote| quote.totals.due));
    assert_eq!(trouble, Some(Trouble::NotCollected { again_on: Some(day("2027-04-09")) }));
    assert_eq!(called_off, Button::Renew);
    shop.clock.advance(chrono::TimeDelta::days(2));
    assert_eq!(
        payment::collect_renewals(&shop).await.unwrap(),
        0,
        "nothing behind the customer's back"
    );
    assert_eq!(button().await.0, Button::Renew);
}
