//! Many services are due on the same day, two servers renew them at once, and one of them is
//! killed in the middle: each service is renewed and charged once.
//!
//! `make test` has a few dozen services; `BOTTEGA_RENEWALS=10000` has as many as one likes.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use domain::id::StoredMethodId;
use domain::order::PaymentMethod;
use domain::renewal::MethodName;
use domain::renewal::MethodReference;
use domain::renewal::{MethodFacts, StoredMethod};
use rstest::rstest;
use services::Context;
use services::demo::{self, seed};
use services::testing::store::renewals::{self, Automatic};
use services::testing::store::subscriptions;
use services::testing::store::{accounts, methods};
use services::testing::{
    Engine, Rows, TestContext, a_customer, day, expiries_of_renewing, ledger_balance,
};

use crate::serve::a_bundle;
use crate::{PATIENCE, command};

const EXPIRES: &str = "2027-04-14";
const FIRST_TRY: &str = "2027-04-07";
const DAY_AFTER: &str = "2027-04-08";

#[expect(clippy::disallowed_methods, reason = "this is how whoever runs the test says how many")]
fn how_many() -> usize {
    std::env::var("BOTTEGA_RENEWALS").map_or(60, |number| number.parse().unwrap())
}

/// A running `bottega serve`, which dies with this value.
struct Server {
    child: Child,
    log: PathBuf,
}

impl Server {
    fn start(shop: &TestContext, folder: &Path, name: &str, today: &str) -> Self {
        let log = folder.join(name);
        let dist = folder.to_str().unwrap();
        let child = command(shop.database_url(), "info")
            .args(["serve", "--demo", "--today", today, "--dist", dist])
            .args(["--listen", "127.0.0.1:0", "--smtp-url", "smtp://127.0.0.1:1"])
            .stdout(Stdio::null())
            .stderr(File::create(&log).unwrap())
            .spawn();
        Self { child: child.unwrap(), log }
    }

    fn charged(&self) -> usize {
        charged(&self.log)
    }
}

/// The renewals that a server says to have asked for; all of these cards pay.
fn charged(log: &Path) -> usize {
    let log = std::fs::read_to_string(log).unwrap();
    log.matches("an automatic renewal was asked for").count()
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL; a process that has ended does not mind.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Somebody whose service is due, put together with as few statements as possible.
async fn who_is_due(shop: &Context, number: usize) {
    let anna = a_customer().with_service_until(day(EXPIRES)).create(shop).await;
    let mut tx = shop.db.write().await.unwrap();
    let service = subscriptions::of_account(&mut tx, anna.account).await.unwrap().unwrap();
    let card = StoredMethod::restore(MethodFacts {
        id: StoredMethodId(shop.new_id()),
        account: anna.account,
        provider: "demo".into(),
        stored: MethodReference { customer: "demo".into(), method: format!("demo_pays_{number}") },
        name: MethodName { kind: PaymentMethod::Card, label: "visa 4242".into(), expires: None },
    });
    let held = accounts::hold(&mut tx, anna.account).await.unwrap();
    let (card, _) = methods::store(&mut tx, &held, card, shop.now()).await.unwrap();
    let on = Automatic { method: Some(card.id), years: 1, off_by_choice: false };
    renewals::save_automatic(&mut tx, &held, service.id, on).await.unwrap();
    tx.commit().await.unwrap();
}

async fn paid(shop: &Context) -> i64 {
    Rows::Payments.count(&shop.db).await
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_service_is_charged_once_although_one_of_two_servers_is_killed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context_with(demo::settings()).await;
    seed(&shop).await.unwrap();
    let count = how_many();
    for number in 0..count {
        who_is_due(&shop, number).await;
    }
    let (folder, due) = (tempfile::tempdir().unwrap(), i64::try_from(count).unwrap());
    a_bundle(folder.path());
    let patience = PATIENCE + Duration::from_millis(100) * u32::try_from(count).unwrap();
    let begun = Instant::now();
    let pause = async || {
        assert!(begun.elapsed() < patience, "{} of {count} are paid", paid(&shop).await);
        tokio::time::sleep(Duration::from_millis(5)).await;
    };

    let start = |name, today| Server::start(&shop, folder.path(), name, today);
    let [one, two] = [start("one", FIRST_TRY), start("two", FIRST_TRY)];
    let (victim, survivor) = loop {
        let charged = (one.charged(), two.charged());
        if charged.0.max(charged.1) >= count / 3 {
            break if charged.0 > charged.1 { (one, two) } else { (two, one) };
        }
        pause().await;
    };
    let log = victim.log.clone();
    drop(victim);
    let paid_at_death = paid(&shop).await;
    assert!(paid_at_death < due, "it was killed in the middle");

    // What it has left behind waits for the janitor of whoever runs on the next day.
    while paid(&shop).await < due - 1 {
        pause().await;
    }
    let next = start("next", DAY_AFTER);
    while paid(&shop).await < due {
        pause().await;
    }
    let (by_victim, by_survivor) = (charged(&log), survivor.charged());
    drop((survivor, next));

    println!("{count} renewals, {paid_at_death} paid when a server died; it charged {by_victim}");
    println!("and the other {by_survivor}");
    assert!(by_victim > 0 && by_survivor > 0 && by_victim + by_survivor <= count);
    // The demo has a service of its own, about whose renewal nobody has decided.
    let expiries = expiries_of_renewing(&shop.db).await;
    assert_eq!(expiries, BTreeMap::from([(day("2028-04-14"), due)]));
    for of in [
        Rows::Payments,
        Rows::FulfilledOrders,
        Rows::SucceededAttempts,
        Rows::Attempts,
        Rows::Captures,
        Rows::ChargedOrders,
    ] {
        assert_eq!(of.count(&shop.db).await, due, "{of:?}");
    }
    assert_eq!(Rows::Cases.count(&shop.db).await, 0);
    assert_eq!(ledger_balance(&shop.db).await, 0);
}
