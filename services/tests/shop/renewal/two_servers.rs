//! Many services are due on the same day, two servers renew them at once, and one of them is
//! killed in the middle: each service is renewed and charged once.
//!
//! The servers are processes of their own: this test binary again, which looks through the
//! renewals as a server does. `make test` has a few dozen services;
//! `BOTTEGA_RENEWALS=10000` has as many as one likes.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use domain::id::StoredMethodId;
use domain::order::PaymentMethod;
use domain::renewal::MethodName;
use rstest::rstest;
use services::payment::{look_after_attempts, work_through};
use services::ports::keeper::Kept;
use services::renewal::run_once;
use services::store::methods::{self, StoredMethod};
use services::store::renewals::{self, Automatic};
use services::store::subscriptions;
use services::testing::{Engine, TestContext, a_customer, day};
use services::{Clock, Context, Db, Settings};

use crate::seen;

const DATABASE: &str = "BOTTEGA_TEST_SERVER_DATABASE";
const EXPIRES: &str = "2027-04-14";
const FIRST_TRY: &str = "2027-04-07";

fn settings() -> Settings {
    Settings { demo: true, ..Settings::default() }
}

#[expect(clippy::disallowed_methods, reason = "this is how the process is told what to do")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "no test: the other one starts it twice as a process of its own"]
async fn a_server() {
    let Some(url) = told(DATABASE) else { return };
    let db = Db::open(&url).await.unwrap();
    let ctx = Context::new(db, Clock::fixed(day(FIRST_TRY)), settings());
    run_once(&ctx).await.unwrap();
}

/// A server that dies with this value.
struct Server(Child);

impl Server {
    fn start(shop: &TestContext) -> Self {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "renewal::two_servers::a_server", "--ignored"])
            .env(DATABASE, shop.database_url())
            .stdout(Stdio::null())
            .spawn();
        Self(child.unwrap())
    }

    fn has_ended(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL; a process that has ended does not mind.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Somebody whose service is due, put together with as few statements as possible.
async fn who_is_due(shop: &Context, number: usize) {
    let anna = a_customer().with_service_until(day(EXPIRES)).create(shop).await;
    let mut tx = shop.db.write().await.unwrap();
    let service = subscriptions::of_account(&mut tx, anna.account).await.unwrap().unwrap();
    let card = StoredMethod {
        id: StoredMethodId(shop.new_id()),
        account: anna.account,
        provider: "demo".into(),
        kept: Kept { customer: "demo".into(), method: format!("demo_pays_{number}") },
        name: MethodName { kind: PaymentMethod::Card, label: "visa 4242".into(), expires: None },
    };
    let (card, _) = methods::keep(&mut tx, card, shop.now()).await.unwrap();
    let on = Automatic { method: Some(card.id), years: 1, off_by_choice: false };
    renewals::save_automatic(&mut tx, service.id, on).await.unwrap();
    tx.commit().await.unwrap();
}

/// How many services expire on each day.
async fn expiries(shop: &Context) -> BTreeMap<NaiveDate, i64> {
    let mut tx = shop.db.read().await.unwrap();
    let rows: Vec<(NaiveDate, i64)> = tx
        .sql("SELECT expires_on, COUNT(*) FROM subscription GROUP BY expires_on")
        .all()
        .await
        .unwrap();
    rows.into_iter().collect()
}

async fn paid(shop: &Context) -> i64 {
    seen::number(shop, "SELECT COUNT(*) FROM payment").await
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_service_is_renewed_once_although_one_of_two_servers_is_killed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let count = told("BOTTEGA_RENEWALS").map_or(60, |number| number.parse().unwrap());
    let shop = engine.fresh_context_with(settings()).await;
    for number in 0..count {
        who_is_due(&shop, number).await;
    }
    let count = i64::try_from(count).unwrap();

    let mut survivor = Server::start(&shop);
    let victim = Server::start(&shop);
    while paid(&shop).await < count / 3 {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    drop(victim);
    let paid_at_death = paid(&shop).await;
    while !survivor.has_ended() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(paid_at_death < count, "it was killed in the middle");

    // The killed one starts again; the janitor asks about what it has left behind.
    shop.clock.set_to_day(day(FIRST_TRY));
    run_once(&shop).await.unwrap();
    shop.clock.advance(TimeDelta::minutes(5));
    while look_after_attempts(&shop).await.unwrap() > 0 {}
    while work_through(&shop).await.unwrap() > 0 {}

    println!("{count} renewals, {paid_at_death} paid when one server was killed");
    assert_eq!(expiries(&shop).await, BTreeMap::from([(day("2028-04-14"), count)]));
    assert_eq!(paid(&shop).await, count);
    for (what, sql) in [
        ("orders", "SELECT COUNT(*) FROM purchase_order WHERE state = 'fulfilled'"),
        ("tries", "SELECT COUNT(*) FROM payment_attempt WHERE state = 'succeeded'"),
        ("tries of any end", "SELECT COUNT(*) FROM payment_attempt"),
        ("captures", "SELECT COUNT(*) FROM demo_payment WHERE state = 'succeeded'"),
        ("charged orders", "SELECT COUNT(DISTINCT order_number) FROM demo_payment"),
    ] {
        assert_eq!(seen::number(&shop, sql).await, count, "{what}");
    }
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM payment_case").await, 0);
    let balance = "SELECT CAST(SUM(amount) AS BIGINT) FROM ledger_entry";
    assert_eq!(seen::number(&shop, balance).await, 0);
}
