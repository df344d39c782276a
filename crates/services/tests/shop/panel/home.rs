//! `Stato servizio`: what the panel shows of a service.

use domain::Product;
use domain::cart::Cart;
use domain::id::PanelUserId;
use rstest::rstest;
use services::Error;
use services::panel::{Seats, home};
use services::store::subscriptions;
use services::testing::{Engine, a_customer, day, test_day};

#[rstest]
#[tokio::test]
async fn the_home_shows_what_is_owned_until_when_and_what_waits_for_its_payment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (april, june) = (day("2027-04-14"), day("2027-06-30"));
    let anna = a_customer().with_service_until(april).with(Product::User, 2, june);
    let anna = anna.create(&shop).await;
    let user = anna.panel_user.unwrap();

    let before = home(&shop, user).await.unwrap();
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::Documents, 1, &[]).unwrap();
    let order = anna.orders(&shop, cart).await;
    let after = home(&shop, user).await.unwrap();

    assert_eq!(before.username, format!("BT{}", anna.party.vat_number));
    assert!(!before.must_change);
    assert_eq!(before.today, test_day());
    assert_eq!(before.subscription, anna.service(&shop).await.unwrap());
    assert_eq!(before.subscription.expires(), april);
    assert_eq!(before.seats, Seats { used: 0, bought: 2 });
    assert!(before.pending.is_none());
    let pending = after.pending.unwrap();
    assert_eq!((pending.number, pending.due), (order.number, order.totals.due));
    assert_eq!(pending.valid_until, day("2026-12-22"));
    assert_eq!(pending.products, [Product::Documents], "what is bought, not what is extended");
}

#[rstest]
#[tokio::test]
async fn only_places_that_can_be_used_today_are_counted(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (yesterday, april) = (day("2026-11-21"), day("2027-04-14"));
    let anna = a_customer().with_service_until(april);
    let anna = anna.with(Product::User, 5, yesterday).with(Product::User, 2, test_day());
    let anna = anna.with(Product::User, 1, april).create(&shop).await;

    let home = home(&shop, anna.panel_user.unwrap()).await.unwrap();

    assert_eq!(home.seats, Seats { used: 0, bought: 3 });
}

#[rstest]
#[tokio::test]
async fn nobody_and_whoever_has_an_ended_service_see_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-06-01")).create(&shop).await;
    let service = anna.service(&shop).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let username = subscriptions::panel_username(&mut tx, service.id).await.unwrap();
    drop(tx);
    assert_eq!(username, Some(format!("BT{}", anna.party.vat_number)));

    let nobody = home(&shop, PanelUserId(shop.new_id())).await;
    let mut tx = shop.db.write().await.unwrap();
    let closed = subscriptions::close_over(&mut tx, day("2026-08-24"), test_day()).await.unwrap();
    tx.commit().await.unwrap();
    let ended = home(&shop, anna.panel_user.unwrap()).await;

    assert!(matches!(nobody, Err(Error::NotFound("service"))));
    assert_eq!(closed, 1);
    assert!(matches!(ended, Err(Error::NotFound("service"))));
}
