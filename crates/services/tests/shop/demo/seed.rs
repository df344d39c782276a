//! The invented people of the demonstration.

use domain::Product;
use domain::cart::Purpose;
use rstest::rstest;
use services::cart::CartOwner;
use services::demo::seed;
use services::panel::Access;
use services::testing::store::subscriptions;
use services::testing::{Engine, a_browser, day};
use services::{account, accountant, cart, office, panel};

use crate::seen;

#[rstest]
#[tokio::test]
async fn everybody_can_sign_in_and_the_service_has_something_to_extend(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let who = seed(&shop).await.unwrap();

    let customer =
        account::sign_in(&shop, &a_browser(), &who.customer, who.password).await.unwrap().account;
    let user = panel::sign_in(&shop, &a_browser(), &who.panel, who.password).await.unwrap();
    office::sign_in(&shop, &a_browser(), &who.staff, who.password).await.unwrap();
    let verdi =
        accountant::sign_in(&shop, &a_browser(), &who.accountant, who.password).await.unwrap();
    let clients = accountant::home(&shop, verdi.accountant).await.unwrap().clients;
    let holders: Vec<_> = clients.iter().map(|client| client.holder.as_str()).collect();
    assert_eq!(holders, ["Ceramiche Bianchi S.r.l.", "Frantoio Neri S.r.l."]);
    let Access::Open(open) = panel::open(&shop, user.user, &user.mark).await.unwrap() else {
        panic!("the demo's panel is open");
    };
    assert!(!user.must_change);
    assert_eq!(open.subscription().account, customer);
    assert_eq!(open.subscription().expires(), day("2027-04-22"));
    let open = cart::start(&shop, CartOwner::Account(customer), Product::WooCommerce).await;
    assert_eq!(open.unwrap().cart.purpose, Purpose::Add);

    let other = panel::sign_in(&shop, &a_browser(), "BT01463720480", who.password).await.unwrap();
    let Access::Open(open) = panel::open(&shop, other.user, &other.mark).await.unwrap() else {
        panic!("the panel of the one who receives is open");
    };
    assert_eq!(open.subscription().service, Product::ReceiveOnly);
}

#[rstest]
#[tokio::test]
async fn a_second_start_finds_the_same_people(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let first = seed(&shop).await.unwrap();

    shop.clock.set_to_day(day("2027-04-01"));
    let second = seed(&shop).await.unwrap();

    assert_eq!((first.customer, first.panel), (second.customer, second.panel));
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM account").await, 2);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM subscription").await, 2);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM accountant").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM delegation").await, 2);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM staff").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM news").await, 1);
}

#[rstest]
#[case::still_open(false)]
#[case::closed_by_an_earlier_start(true)]
#[tokio::test]
async fn a_start_long_after_the_service_is_over_begins_another(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] closed: bool,
) {
    let shop = engine.fresh_context().await;
    let first = seed(&shop).await.unwrap();
    if closed {
        let mut tx = shop.db.write().await.unwrap();
        subscriptions::close_over(&mut tx, day("2028-01-01"), day("2028-01-01")).await.unwrap();
        tx.commit().await.unwrap();
    }

    shop.clock.set_to_day(day("2028-11-22"));
    let who = seed(&shop).await.unwrap();

    assert_eq!((&who.customer, &who.panel), (&first.customer, &first.panel));
    let customer =
        account::sign_in(&shop, &a_browser(), &who.customer, who.password).await.unwrap().account;
    let user = panel::sign_in(&shop, &a_browser(), &who.panel, who.password).await.unwrap();
    let Access::Open(open) = panel::open(&shop, user.user, &user.mark).await.unwrap() else {
        panic!("the demo's panel is open");
    };
    assert_eq!(open.subscription().account, customer);
    assert_eq!(open.subscription().expires(), day("2029-04-22"));
    let open = cart::start(&shop, CartOwner::Account(customer), Product::WooCommerce).await;
    assert_eq!(open.unwrap().cart.purpose, Purpose::Add);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM account").await, 2);
}
