//! `bottega clock`: the day of a demonstration, from the command line.

use chrono::{Days, NaiveDate};
use platform::Clock;
use rstest::rstest;
use services::demo;
use services::testing::{Engine, Rows, a_customer};

use crate::{A_SHOP, bottega};

#[rstest]
#[tokio::test]
async fn days_pass_with_all_that_happens_on_them_and_the_next_process_goes_on_from_there(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context_with(demo::settings()).await;
    demo::seed(&shop).await.unwrap();
    let today = Clock::system().today();
    let in_days = |days| today.checked_add_days(Days::new(days)).unwrap();
    a_customer().called("anna").with_service_until(in_days(10)).create(&shop).await;

    let moved = bottega(shop.database_url(), &["clock", "+12d"]);
    let asked = bottega(shop.database_url(), &["clock"]);

    assert_eq!((moved.code, asked.code), (Some(0), Some(0)), "{moved:?} {asked:?}");
    // The test may have begun before midnight.
    let day: NaiveDate = asked.out.split(' ').next().unwrap().parse().unwrap();
    assert!(in_days(12) <= day && day <= in_days(13), "{day}");
    assert!(
        moved.out.ends_with(&asked.out[..10].to_owned()) || moved.out.contains(&asked.out[..10])
    );
    let told: Vec<&str> = moved.out.lines().filter(|line| line.contains("anna")).collect();
    let kinds: Vec<&str> = told.iter().filter_map(|line| line.split(' ').nth(2)).collect();
    assert_eq!(
        kinds[1..],
        ["expiry_near", "expiry_near", "expiry_near", "expiry_passed", "expired,"]
    );
}

#[rstest]
#[tokio::test]
async fn the_day_of_a_shop_is_nobodys_to_move(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let said = bottega(shop.database_url(), &[&["clock", "+30d"], &A_SHOP[..]].concat());

    assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{said:?}");
    assert!(said.err.contains("only a demonstration has a clock"), "{}", said.err);
    assert_eq!(Rows::DemoClocks.count(&shop.db).await, 0);
    for wrong in ["30d", "+30", "+0d", "+1001d", "+d", "-1d"] {
        let said = bottega(shop.database_url(), &[&["clock", wrong], &A_SHOP[..]].concat());
        assert_eq!(said.code, Some(2), "{wrong}: {said:?}");
    }
}
