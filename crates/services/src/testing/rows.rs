//! What stands in the tables, for tests that look at a shop from outside.

#![allow(clippy::missing_panics_doc, reason = "a test ends where something is not as it should be")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use platform::Db;

/// What rows can be counted of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Sessions of browsers, signed in or not.
    Sessions,
    /// Carts of whomever.
    Carts,
    /// Mails that wait, and those that have left.
    Mails,
    /// The days to which demonstrations were moved.
    DemoClocks,
    /// Money that was registered.
    Payments,
    /// Orders that were paid and fulfilled.
    FulfilledOrders,
    /// Tries to collect, whatever became of them.
    Attempts,
    /// Tries that have brought money.
    SucceededAttempts,
    /// Money that the demo's provider has moved.
    Captures,
    /// Orders of which the demo's provider has heard, each once.
    ChargedOrders,
    /// Cases that the office has to decide, or has decided.
    Cases,
}

impl Rows {
    /// How many there are.
    pub async fn count(self, db: &Db) -> i64 {
        number(
            db,
            match self {
                Self::Sessions => "SELECT COUNT(*) FROM session",
                Self::Carts => "SELECT COUNT(*) FROM cart",
                Self::Mails => "SELECT COUNT(*) FROM outbox",
                Self::DemoClocks => "SELECT COUNT(*) FROM demo_clock",
                Self::Payments => "SELECT COUNT(*) FROM payment",
                Self::FulfilledOrders => {
                    "SELECT COUNT(*) FROM purchase_order WHERE state = 'fulfilled'"
                }
                Self::Attempts => "SELECT COUNT(*) FROM payment_attempt",
                Self::SucceededAttempts => {
                    "SELECT COUNT(*) FROM payment_attempt WHERE state = 'succeeded'"
                }
                Self::Captures => "SELECT COUNT(*) FROM demo_payment WHERE state = 'succeeded'",
                Self::ChargedOrders => "SELECT COUNT(DISTINCT order_number) FROM demo_payment",
                Self::Cases => "SELECT COUNT(*) FROM payment_case",
            },
        )
        .await
    }
}

/// What all entries of the ledger come to, in cents: nothing, while the books balance.
pub async fn ledger_balance(db: &Db) -> i64 {
    number(db, "SELECT CAST(SUM(amount) AS BIGINT) FROM ledger_entry").await
}

/// How many of the services about whose automatic renewal somebody has decided expire on each day.
pub async fn expiries_of_renewing(db: &Db) -> BTreeMap<NaiveDate, i64> {
    let mut tx = db.read().await.expect("the database is there");
    let rows: Vec<(NaiveDate, i64)> = tx
        .sql(
            "SELECT subscription.expires_on, COUNT(*) FROM subscription \
             JOIN automatic_renewal ON automatic_renewal.subscription_id = subscription.id \
             GROUP BY subscription.expires_on",
        )
        .all()
        .await
        .expect("the tables are there");
    rows.into_iter().collect()
}

async fn number(db: &Db, sql: &'static str) -> i64 {
    let mut tx = db.read().await.expect("the database is there");
    let (number,) = tx.sql(sql).one().await.expect("the tables are there");
    number
}
