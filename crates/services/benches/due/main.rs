//! What it costs to find the renewals and reminders of a day among a million services: of a thousand
//! that are due, and of ten thousand. Run it with `make bench`; docs/speed.md says how to read it.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use platform::Db;
use services::testing::store::{reminders, renewals};
use services::testing::{Engine, TestContext, a_customer};
use tokio::runtime::Builder;

const SERVICES: i64 = 1_000_000;

/// Rows that are written in one go.
const AT_ONCE: i64 = 20_000;

/// As many as the jobs read in one go.
const PAGE: i64 = 100;

const DUE: [i64; 2] = [1_000, 10_000];

/// Of these the middle one counts.
const ROUNDS: usize = 5;

/// Renewals are tried a week before the expiry.
const LEAD: Days = Days::new(7);

/// In which the thousand of a day are found, in milliseconds.
const GOAL: f64 = 200.0;

fn main() -> ExitCode {
    println!("\nFinding what is due among {SERVICES} services, in milliseconds\n");
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let mut misses = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        misses.extend(runtime.block_on(measure(engine)));
    }
    for miss in &misses {
        eprintln!("{miss}");
    }
    if misses.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tells how long it takes, and where that is too long.
async fn measure(engine: Engine) -> Vec<String> {
    let shop = engine.fresh_context().await;
    // Without PostgreSQL a test context falls back on SQLite, and says so.
    let name = match shop.db {
        Db::Sqlite { .. } => "SQLite",
        Db::Postgres(_) => "PostgreSQL",
    };
    fill(&shop).await;
    let mut misses = Vec::new();
    for (what, how) in [("renewals", What::Renewals), ("reminders", What::Reminders)] {
        let mut times = Vec::new();
        for count in DUE {
            make_due(&shop, count).await;
            times.push(middle_of_rounds(&shop, how, count).await);
        }
        let [few, many] = [0, 1].map(|n: usize| times[n].as_secs_f64() * 1000.0);
        let thousand = format!("{name}: {} {what}", DUE[0]);
        println!("{thousand:<40}{few:>8.1}   {GOAL} at most");
        if few > GOAL {
            misses.push(format!("{thousand}: {few:.1} ms, at most {GOAL}"));
        }
        let growth = many / few;
        println!(
            "{:<40}{many:>8.1}   {growth:.1} times for {} times as many",
            format!("{name}: {} {what}", DUE[1]),
            DUE[1] / DUE[0],
        );
    }
    misses
}

#[derive(Clone, Copy)]
enum What {
    Renewals,
    Reminders,
}

async fn middle_of_rounds(shop: &TestContext, what: What, count: i64) -> Duration {
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let found = match what {
            What::Renewals => renewals_found(shop).await,
            What::Reminders => reminders_found(shop).await,
        };
        times.push(begun.elapsed());
        assert_eq!(found, usize::try_from(count).expect("it is small"));
    }
    times.sort();
    times[ROUNDS / 2]
}

async fn renewals_found(shop: &TestContext) -> usize {
    let (today, mut after, mut found) = (shop.today(), None, 0);
    loop {
        let mut tx = shop.db.read().await.expect("the database is there");
        let page = renewals::due(&mut tx, today, today + LEAD, after, PAGE).await;
        let page = page.expect("the statement is right");
        let Some(last) = page.last() else { return found };
        after = Some(*last.as_ref().expect("the row is in order"));
        found += page.len();
    }
}

async fn reminders_found(shop: &TestContext) -> usize {
    let (today, mut after, mut found) = (shop.today(), None, 0);
    loop {
        let mut tx = shop.db.read().await.expect("the database is there");
        let page = reminders::due(&mut tx, today, after, PAGE).await;
        let page = page.expect("the statement is right");
        let Some(last) = page.last() else { return found };
        after = Some(*last.as_ref().expect("the row is in order"));
        found += page.len();
    }
}

/// A million services like one that was made by the shop, each of another account. They renew by
/// themselves, and none of them is due yet: they expire one after the other within a year.
async fn fill(shop: &TestContext) {
    let anna = a_customer().with_service_until(first_expiry(shop)).create(shop).await;
    let (id, numbers, day) = match shop.db {
        Db::Sqlite { .. } => (
            "randomblob(16)",
            "WITH RECURSIVE numbers (n) AS (SELECT $2 UNION ALL SELECT n + 1 FROM numbers \
             WHERE n < $3)",
            "date($4, (n % 365) || ' days')",
        ),
        Db::Postgres(_) => (
            "gen_random_uuid()",
            "WITH numbers (n) AS (SELECT generate_series($2, $3))",
            "CAST($4 AS DATE) + CAST(n % 365 AS INT)",
        ),
    };
    let accounts = format!(
        "{numbers} INSERT INTO account (id, number, password_hash, email, party, tax_code, \
         marketing, registered_at) SELECT {id}, 3000000 + n, '', email, party, n || '', FALSE, \
         registered_at FROM account, numbers WHERE account.id = $1"
    );
    let services = format!(
        "INSERT INTO subscription (id, account_id, service, holder, tax_code, activated_on, \
         expires_on, remind_on) SELECT {id}, account.id, service, holder, account.tax_code, \
         activated_on, {day}, {day} FROM (SELECT id, tax_code, number - 3000000 AS n \
         FROM account WHERE number BETWEEN 3000000 + $2 AND 3000000 + $3) AS account, subscription \
         WHERE subscription.account_id = $1"
    );
    let method = format!(
        "INSERT INTO stored_method (id, account_id, provider, customer, reference, kind, label, \
         added_at) SELECT {id}, id, 'demo', '', '', 'card', '', registered_at FROM account \
         WHERE id = $1"
    );
    let decided = "INSERT INTO automatic_renewal (subscription_id, method_id, years) \
                   SELECT subscription.id, stored_method.id, 1 FROM stored_method, subscription \
                   JOIN account ON account.id = subscription.account_id \
                   WHERE number BETWEEN 3000000 + $1 AND 3000000 + $2";

    let [accounts, services, method] =
        [accounts, services, method].map(|it| -> &'static str { it.leak() });
    // No statement may take longer than the shop waits for any.
    for first in (1..SERVICES).step_by(AT_ONCE as usize) {
        let last = (first + AT_ONCE - 1).min(SERVICES);
        let mut tx = shop.db.write().await.expect("the database is there");
        let rows = tx.sql(accounts).bind(anna.account).bind(first).bind(last);
        rows.run().await.expect("the accounts fit");
        let rows = tx.sql(services).bind(anna.account).bind(first).bind(last);
        rows.bind(first_expiry(shop)).run().await.expect("the services fit");
        tx.commit().await.expect("the rows fit together");
    }
    let mut tx = shop.db.write().await.expect("the database is there");
    tx.sql(method).bind(anna.account).run().await.expect("the method fits");
    tx.commit().await.expect("the rows fit together");
    for first in (1..SERVICES).step_by(AT_ONCE as usize) {
        let last = (first + AT_ONCE - 1).min(SERVICES);
        let mut tx = shop.db.write().await.expect("the database is there");
        tx.sql(decided).bind(first).bind(last).run().await.expect("the decisions fit");
        tx.commit().await.expect("the rows fit together");
    }
    let mut tx = shop.db.write().await.expect("the database is there");
    tx.sql("ANALYZE subscription").run().await.expect("both engines count their rows");
    tx.sql("ANALYZE automatic_renewal").run().await.expect("both engines count their rows");
    tx.commit().await.expect("the counts are kept");
}

/// Longer ahead than any reminder.
fn first_expiry(shop: &TestContext) -> NaiveDate {
    shop.today() + Days::new(400)
}

/// So many services expire in three days, and somebody has to look at them today; at no other one.
async fn make_due(shop: &TestContext, count: i64) {
    let mut tx = shop.db.write().await.expect("the database is there");
    tx.sql(
        "UPDATE subscription SET expires_on = $1, remind_on = $1 \
         WHERE expires_on <= $2 OR remind_on <= $3",
    )
    .bind(first_expiry(shop))
    .bind(shop.today() + Days::new(3))
    .bind(shop.today())
    .run()
    .await
    .expect("the days fit");
    tx.sql(
        "UPDATE subscription SET activated_on = $2, expires_on = $1, remind_on = $2 WHERE account_id IN \
         (SELECT id FROM account WHERE number > 3000000 AND number <= 3000000 + $3)",
    )
    .bind(shop.today() + Days::new(3))
    .bind(shop.today())
    .bind(count)
    .run()
    .await
    .expect("the days fit");
    // The days that come are counted long before they are due; here they came from one moment to the next.
    tx.sql("ANALYZE subscription").run().await.expect("both engines count their rows");
    tx.commit().await.expect("the rows fit together");
}
