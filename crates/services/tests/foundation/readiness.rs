//! A server says that it is ready only while it can do its work.

use chrono::TimeDelta;
use platform::outbox::{self, NONE_FULL};
use rstest::rstest;
use services::mail::{HowToPay, Mail, WayToPay};
use services::outbox::post;
use services::prices::put_into_force;
use services::readiness::{Need, missing};
use services::testing::{Engine, TestContext, price_list};

/// A shop whose prices are in force.
async fn a_shop(engine: Engine) -> TestContext {
    let shop = engine.fresh_context().await;
    put_into_force(&shop, price_list(), "a test").await.unwrap();
    shop
}

async fn after(shop: &TestContext, statement: &'static str) -> Vec<Need> {
    let mut tx = shop.db.write().await.unwrap();
    tx.sql(statement).run().await.unwrap();
    tx.commit().await.unwrap();
    missing(shop).await
}

#[rstest]
#[tokio::test]
async fn a_whole_shop_is_ready_and_asking_leaves_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_shop(engine).await;

    assert_eq!(missing(&shop).await, []);
    assert_eq!(missing(&shop).await, []);

    let mut tx = shop.db.read().await.unwrap();
    let (filler,): (String,) = tx.sql("SELECT filler FROM write_probe").one().await.unwrap();
    assert_eq!(filler, "");
}

#[rstest]
#[tokio::test]
async fn another_schema_is_not_ready(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = a_shop(engine).await;

    let missing = after(&shop, "DELETE FROM _sqlx_migrations WHERE version = 13").await;

    assert_eq!(missing, [Need::Schema]);
}

#[rstest]
#[tokio::test]
async fn a_server_without_the_newest_prices_is_not_ready(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    assert_eq!(missing(&shop).await, [Need::Prices]);
}

#[tokio::test]
async fn a_full_disk_is_not_ready() {
    let shop = a_shop(Engine::Sqlite).await;
    // As if the disk ended here: SQLite answers the same to a file that must not grow.
    let mut tx = shop.db.write().await.unwrap();
    let _: Vec<(i64,)> = tx.sql("PRAGMA max_page_count = 1").all().await.unwrap();
    drop(tx);

    assert_eq!(missing(&shop).await, [Need::Writing]);
}

#[rstest]
#[tokio::test]
async fn mails_that_nobody_takes_are_noticed_and_those_of_a_slow_domain_are_not(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_shop(engine).await;
    for number in ["1001", "1002"] {
        let mail = Mail::HowToPay(HowToPay {
            order_number: number.into(),
            order_url: String::new(),
            amount: String::new(),
            received: None,
            pay_by: String::new(),
            way: WayToPay::OnThePage,
        });
        let mut tx = shop.db.write().await.unwrap();
        post(&shop, &mut tx, "anna@example.it", &mail).await.unwrap();
        tx.commit().await.unwrap();
    }

    shop.clock.advance(TimeDelta::minutes(10));
    let soon = missing(&shop).await;
    shop.clock.advance(TimeDelta::minutes(1));
    let late = missing(&shop).await;
    let mut tx = shop.db.write().await.unwrap();
    let until = shop.now() + TimeDelta::minutes(1);
    let lease =
        outbox::lease_next(&mut tx, shop.new_id(), shop.now(), until, NONE_FULL, &mut vec![]).await;
    assert!(lease.unwrap().is_some());
    tx.commit().await.unwrap();
    let under_way = missing(&shop).await;

    assert_eq!((soon, late, under_way), (vec![], vec![Need::Outbox], vec![]));
}
