//! Fresh databases for tests, on both engines, and people to put into them (feature `testing`).
//!
//! A test takes its engine from `#[values(Engine::Sqlite, Engine::Postgres)]` and gets a database
//! of its own, so tests run side by side. The PostgreSQL cluster is named by the environment
//! variable `BOTTEGA_TEST_POSTGRES_URL`; every database made in it is dropped again.

#![allow(clippy::missing_panics_doc, reason = "a test ends where something is not as it should be")]

mod crowd;
mod damage;
mod numbers;
mod people;
mod query_counts;
mod rows;
mod telephone;
mod template;

pub use crowd::let_everybody_in_everywhere;
pub use damage::{set_back_order_numbers, spoil_order, spoil_service, take_services_from_orders};
pub use numbers::{a_tax_code, a_tax_code_of_a_body, a_vat_number};
pub use people::{
    ACustomer, Accountant, Customer, PASSWORD, a_browser, a_browser_at, a_company, a_customer,
    a_holder, a_person, a_professional, a_public_body, a_public_holder, a_registration,
    an_accountant, an_association, the_payment_of,
};
pub use query_counts::{Counted, counting};
pub use rows::{Rows, expiries_of_renewing, ledger_balance};
pub use telephone::Telephone;

/// What tests look at and tamper with behind the back of the use cases. Nobody else sees the
/// tables.
#[doc(hidden)]
pub mod store {
    pub use crate::store::{
        accounts, attempts, carts, cases, checks, commitments, credits, layouts, ledger, mailbox,
        method_setups, methods, orders, panel_users, payments, price_lists, refunds, reminders,
        renewals, subscriptions, terminations,
    };
}

use std::ops::Deref;
use std::str::FromStr;
use std::time::Duration;

use chrono::NaiveDate;
use domain::price_list::PriceList;
use platform::{Clock, Db, KeyRing, db::Patience};
use sqlx::ConnectOptions;
use sqlx::migrate::MigrateDatabase;
use sqlx::postgres::{PgConnectOptions, Postgres};
use tempfile::TempDir;
use uuid::Uuid;

use crate::{Context, Settings, demo};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own in the cluster of the tests.
    Postgres,
}

/// A database of one test, with all tables and no rows. It vanishes with this value.
pub struct TestDb {
    db: Db,
    url: String,
    _scrap: Scrap,
}

/// A context of one test: its own database, and a clock that stands at midday of
/// Sunday 22 November 2026 in Italy.
pub struct TestContext {
    context: Context,
    db: TestDb,
}

/// What has to be cleared away when the test is over.
enum Scrap {
    File { _folder: TempDir },
    Database { url: String },
}

/// What a new database begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tables {
    None,
    /// Those of the newest version, without rows.
    Newest,
}

/// Many tests share one cluster and one machine, which may be slow then.
const WITH_EVERYBODY_AT_ONCE: Patience =
    Patience { connection: Duration::from_secs(30), statement: Duration::from_mins(1) };

/// The day on which tests play unless they say otherwise.
#[must_use]
pub fn test_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("22 November 2026 is a date")
}

/// A shop that is no demo, with the demo's invented company, accounts and methods.
#[must_use]
pub fn settings() -> Settings {
    Settings { demo: false, ..demo::settings() }
}

/// The demo's invented prices.
#[must_use]
pub fn price_list() -> PriceList {
    demo::price_list()
}

/// The key of every test, as its file would say it.
pub const A_KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// The key of every test.
#[must_use]
pub fn a_key_ring() -> KeyRing {
    KeyRing::read(A_KEY).expect("this is a key")
}

/// A civil date from its ISO text.
#[must_use]
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the calendar")
}

impl Engine {
    /// A brand-new database with the tables of the newest version.
    pub async fn fresh_db(self) -> TestDb {
        self.new_db(Tables::Newest).await
    }

    /// A brand-new database without tables.
    pub async fn empty_db(self) -> TestDb {
        self.new_db(Tables::None).await
    }

    async fn new_db(self, tables: Tables) -> TestDb {
        hash_cheaply();
        match self {
            Engine::Sqlite => in_file(tables).await,
            Engine::Postgres => {
                if let Some(cluster) = cluster_url() {
                    in_cluster(&cluster, tables).await
                } else {
                    println!("PostgreSQL is left out: this case runs on SQLite once more");
                    in_file(tables).await
                }
            }
        }
    }

    /// A [`Context`] on a fresh database.
    pub async fn fresh_context(self) -> TestContext {
        self.fresh_context_with(settings()).await
    }

    /// A [`Context`] of a shop with these settings, on a fresh database.
    pub async fn fresh_context_with(self, settings: Settings) -> TestContext {
        let db = self.fresh_db().await;
        let clock = Clock::fixed(test_day());
        let context = Context::new(db.db.clone(), clock, settings, price_list(), a_key_ring());
        TestContext { context, db }
    }
}

/// This process hashes passwords with the smallest parameters from now on. Whoever asks for a
/// database has asked for this, too.
pub fn hash_cheaply() {
    crate::password::cheap::IS_ON.store(true, std::sync::atomic::Ordering::Relaxed);
}

impl TestDb {
    /// The address of this database, for a second process or a second [`Db`] on the same rows.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestContext {
    /// The address of the database behind it.
    #[must_use]
    pub fn database_url(&self) -> &str {
        self.db.url()
    }

    /// The same shop as another process sees it: the same rows and the same clock through
    /// connections of its own.
    pub async fn second_process(&self) -> Context {
        let opened = Db::open_with(self.database_url(), WITH_EVERYBODY_AT_ONCE).await;
        let db = opened.expect("the database is there");
        let (settings, prices) = ((*self.settings).clone(), (*self.prices()).clone());
        Context::new(db, self.clock.clone(), settings, prices, (*self.keys).clone())
    }
}

impl Deref for TestContext {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.context
    }
}

async fn in_file(tables: Tables) -> TestDb {
    let folder = tempfile::tempdir().expect("the folder for temporary files can be written");
    let file = folder.path().join("test.db");
    if tables == Tables::Newest {
        template::sqlite(&file).await;
    }
    let url = format!("sqlite:{}", file.display());
    let db = Db::open(&url).await.expect("a new SQLite file opens");
    TestDb { db, url, _scrap: Scrap::File { _folder: folder } }
}

async fn in_cluster(cluster: &str, tables: Tables) -> TestDb {
    let name = format!("bottega_test_{}", Uuid::new_v4().simple());
    let cluster = PgConnectOptions::from_str(cluster)
        .expect("BOTTEGA_TEST_POSTGRES_URL is the address of a PostgreSQL server");
    let url = cluster.clone().database(&name).to_url_lossy().to_string();
    match tables {
        Tables::None => Postgres::create_database(&url).await.expect("the test cluster is there"),
        Tables::Newest => template::postgres(&cluster, &name).await,
    }
    let db = Db::open_with(&url, WITH_EVERYBODY_AT_ONCE).await.expect("a database just made opens");
    TestDb { db, url: url.clone(), _scrap: Scrap::Database { url } }
}

/// The address of the cluster, or none when it is left out on purpose.
#[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
fn cluster_url() -> Option<String> {
    if std::env::var("BOTTEGA_TEST_ENGINES").is_ok_and(|engines| engines == "sqlite") {
        return None;
    }
    let url = std::env::var("BOTTEGA_TEST_POSTGRES_URL").unwrap_or_else(|_| {
        panic!(
            "BOTTEGA_TEST_POSTGRES_URL does not name a PostgreSQL server: `make test` starts one; \
             to leave PostgreSQL out set BOTTEGA_TEST_ENGINES=sqlite"
        )
    });
    Some(url)
}

impl Drop for Scrap {
    fn drop(&mut self) {
        let Scrap::Database { url } = self else { return };
        let url = std::mem::take(url);
        // Dropping cannot wait for the runtime of the test, so a thread brings its own.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(Postgres::force_drop_database(&url)).map_err(std::io::Error::other)
        });
        if let Ok(Err(error)) = dropped.join() {
            println!("a test database stays behind: {error}");
        }
    }
}
