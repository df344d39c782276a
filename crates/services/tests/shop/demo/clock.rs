//! The clock of a demonstration: moved day by day, and shared by all processes.

use chrono::{Days, TimeDelta};
use domain::subscription::Standing;
use platform::Clock;
use rstest::rstest;
use services::demo::clock::{begin, follow, next_day};
use services::demo::film::{Event, film, note_changes};
use services::demo::{price_list, settings};
use services::testing::{Engine, TestContext, a_customer, a_key_ring, day};
use services::{Context, Error, renewal};

/// A process on the same database, with a clock of its own that runs.
fn a_process(shop: &TestContext) -> Context {
    let db = shop.db.clone();
    Context::new(db, Clock::system(), settings(), price_list(), a_key_ring())
}

#[rstest]
#[tokio::test]
async fn a_moved_day_holds_for_every_process_and_survives_a_restart(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context_with(settings()).await;
    let (one, two) = (a_process(&shop), a_process(&shop));
    begin(&one, false).await.unwrap();
    begin(&two, false).await.unwrap();
    let today = one.today();

    for moved in [&one, &two, &one] {
        next_day(moved).await.unwrap();
    }
    follow(&two).await.unwrap();

    let then = today.checked_add_days(Days::new(3)).unwrap();
    assert_eq!((one.today(), two.today()), (then, then));
    let restarted = a_process(&shop);
    begin(&restarted, false).await.unwrap();
    assert_eq!(restarted.today(), then);

    // A process that is told a day sets the clock of all.
    let told = a_process(&shop);
    told.clock.set_to_day(day("2027-06-01"));
    begin(&told, true).await.unwrap();
    follow(&one).await.unwrap();
    assert_eq!(one.today(), day("2027-06-01"));
    assert!((one.now() - told.now()).abs() < TimeDelta::minutes(1));
}

#[rstest]
#[tokio::test]
async fn the_film_tells_each_mail_and_each_change_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context_with(settings()).await;
    shop.clock.set_to_day(day("2027-04-13"));
    a_customer().called("anna").with_service_until(day("2027-04-14")).create(&shop).await;
    note_changes(&shop).await.unwrap();
    note_changes(&shop).await.unwrap();
    for _ in 0..2 {
        next_day(&shop).await.unwrap();
        renewal::remind(&shop).await.unwrap();
        note_changes(&shop).await.unwrap();
    }

    let film = film(&shop, 100).await.unwrap();
    let scenes: Vec<String> = film
        .iter()
        .rev()
        .map(|scene| match &scene.what {
            Event::Mail { kind, recipient, .. } => format!("{kind} to {recipient}"),
            Event::Charge { .. } => "charge".into(),
            Event::Change { holder, expires, standing } => {
                format!("{holder} {expires} {}", matches!(standing, Standing::NearExpiry { .. }))
            }
        })
        .collect();
    assert_eq!(
        scenes,
        [
            "anna 2027-04-14 true",
            "expiry_near to anna@example.it",
            "expiry_passed to anna@example.it",
            "anna 2027-04-14 false",
        ]
    );
}

#[rstest]
#[tokio::test]
async fn a_shop_has_no_clock_that_can_be_moved(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let now = shop.now();

    assert!(matches!(next_day(&shop).await, Err(Error::NotFound(_))));
    assert!(matches!(begin(&shop, true).await, Err(Error::NotFound(_))));
    assert!(matches!(film(&shop, 1).await, Err(Error::NotFound(_))));
    assert_eq!(shop.now(), now);
}
