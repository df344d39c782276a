//! `Stato servizio`: what the panel shows of a service.

use domain::cart::Cart;
use domain::entitlements::{Entitlements, ModuleState, Seats, Usage};
use domain::grant::Permission;
use domain::renewal::Transfer;
use domain::setup::Task;
use domain::{Money, Product};
use rstest::rstest;
use services::panel::users::list;
use services::panel::{Access, Home, home};
use services::testing::store::panel_users;
use services::testing::store::subscriptions;
use services::testing::{Engine, a_customer, day, test_day};

use crate::query_counts::at_most;

#[rstest]
#[tokio::test]
async fn the_home_shows_what_is_owned_until_when_and_what_waits_for_its_payment(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (april, june) = (day("2027-04-14"), day("2027-06-30"));
    let anna = a_customer().with_service_until(april).with(Product::User, 2, june);
    let anna = anna.create(&shop).await;

    let access = anna.in_panel(&shop).await;
    let before = home(&shop, &access).await.unwrap();
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::Documents, 1, &[]).unwrap();
    let order = anna.orders(&shop, cart).await;
    let after = at_most(2, &shop, home(&shop, &access)).await.unwrap();

    assert_eq!(access.username(), format!("BT{}", anna.party.vat_number));
    assert_eq!(access.account(), anna.account);
    assert_eq!(access.today(), test_day());
    let service = anna.service(&shop).await.unwrap();
    assert_eq!(access.entitlements(), &Entitlements::of(&service, test_day()));
    assert_eq!(access.entitlements().expires(), april);
    assert_eq!(access.subscription(), &service);
    assert_eq!(before.seats, Seats { used: 0, bought: 2, resting: 0 });
    let price = |product| before.prices.iter().find(|(of, _)| *of == product).unwrap().1;
    assert_eq!(price(Product::Documents), Money::from_cents(18_00), "as in the list of prices");
    assert_eq!(before.prices.len(), 6, "four modules, users and space");
    assert!(before.pending.is_none());
    let pending = after.pending.as_ref().unwrap();
    assert_eq!((pending.number, pending.due), (order.number, order.totals.due));
    assert_eq!(pending.valid_until, day("2026-12-22"));
    assert_eq!(pending.products, [Product::Documents], "what is bought, not what is extended");
    let documents = |home: &Home| {
        home.modules.iter().find(|module| module.product == Product::Documents).unwrap().state
    };
    assert_eq!(documents(&before), ModuleState::NotActive);
    assert_eq!(documents(&after), ModuleState::Ordered(order.number));
}

#[rstest]
#[tokio::test]
async fn the_home_tells_what_is_left_to_do_and_how_much_space_there_is(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (december, april) = (day("2026-12-14"), day("2027-04-14"));
    let anna = a_customer().with_service_until(december).with(Product::User, 2, april);
    let anna = anna.with(Product::Storage, 3, april).create(&shop).await;
    let before = home(&shop, &anna.in_panel(&shop).await).await.unwrap();
    let user = anna.gives_a_seat(&shop, "marco2026", &[Permission::MASTER.code()]).await;
    let after = home(&shop, &anna.in_panel(&shop).await).await.unwrap();

    // It began before there was a configuration, and has answered nothing.
    let configured = (Task::Configuration, false);
    assert_eq!(before.setup, [configured, (Task::Users, false), (Task::SecondFactor, false)]);
    assert_eq!(after.setup, [configured, (Task::Users, true), (Task::SecondFactor, false)]);
    assert_ne!(Some(user), anna.panel_user);
    assert_eq!((before.space.used(), before.space.included()), (0, 1));
    assert_eq!((before.space.bought(), before.space.gigabytes()), (3, 4));
    assert_eq!(before.needed_space, None, "nothing is known of how it grows");
    let until = day("2026-12-07");
    assert_eq!(before.transfer, Some(Transfer::InTime { until }), "nobody else renews it");
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

    let home = home(&shop, &anna.in_panel(&shop).await).await.unwrap();

    assert_eq!(home.seats, Seats { used: 0, bought: 3, resting: 0 });
}

#[rstest]
#[tokio::test]
async fn places_of_an_expired_service_rest_and_every_page_counts_them_in_one_way(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let (december, april) = (day("2026-12-14"), day("2027-04-14"));
    let anna = a_customer().with_service_until(december).with(Product::User, 1, december);
    // Longer than the service: they are not over, and nobody can use them.
    let anna = anna.with(Product::User, 2, april).create(&shop).await;
    anna.gives_a_seat(&shop, "marco2026", &[Permission::MASTER.code()]).await;
    let service = anna.service(&shop).await.unwrap().id;

    shop.clock.set_to_day(day("2026-12-15"));

    let access = anna.in_panel(&shop).await;
    let resting = Seats { used: 1, bought: 0, resting: 3 };
    assert_eq!(home(&shop, &access).await.unwrap().seats, resting);
    assert_eq!(list(&shop, &access).await.unwrap().seats, resting);
    let in_area = services::account::service(&shop, anna.account, service, None).await.unwrap();
    assert_eq!(in_area.seats, resting);
    assert_eq!(resting.free(), 0, "nobody is given one of them");
}

#[rstest]
#[tokio::test]
async fn whoever_has_an_ended_service_sees_nothing_of_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-08-24")).create(&shop).await;
    let service = anna.service(&shop).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let username = panel_users::owner_username(&mut tx, service.id).await.unwrap();
    drop(tx);
    assert_eq!(username, Some(format!("BT{}", anna.party.vat_number)));

    let last_day = anna.in_panel(&shop).await;
    shop.clock.set_to_day(day("2026-11-23"));
    let not_closed = anna.panel(&shop).await;
    let mut tx = shop.db.write().await.unwrap();
    let closed = subscriptions::close_over(&mut tx, day("2026-08-25"), test_day()).await.unwrap();
    tx.commit().await.unwrap();
    let closed_too = anna.panel(&shop).await;

    assert_eq!(last_day.entitlements().usage(Product::Invoicing), Usage::Reading);
    assert!(matches!(not_closed, Access::ServiceOver), "also before somebody has closed it");
    assert_eq!(closed, 1);
    assert!(matches!(closed_too, Access::ServiceOver));
}
