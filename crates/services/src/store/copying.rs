//! A whole SQLite database as one file. These statements cannot stand in a unit of work, so they
//! take a connection instead.
#![expect(clippy::disallowed_methods, reason = "Tx::sql is always within a transaction")]

use platform::Result;
use sqlx::SqliteConnection;

use super::file::Orphan;

/// How many rows stand in the tables that only grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Counts {
    /// Customers who have registered.
    pub accounts: i64,
    /// In any state, those called off among them.
    pub orders: i64,
    /// Money that has arrived.
    pub payments: i64,
    /// Movements in the books.
    pub ledger_entries: i64,
}

impl Counts {
    /// Whether this may be a state between an earlier and a later one.
    #[must_use]
    pub fn lie_between(self, earlier: Self, later: Self) -> bool {
        let columns = |c: Self| [c.accounts, c.orders, c.payments, c.ledger_entries];
        let bounds = columns(earlier).into_iter().zip(columns(later));
        columns(self).into_iter().zip(bounds).all(|(n, (least, most))| (least..=most).contains(&n))
    }
}

pub async fn counts(on: &mut SqliteConnection) -> Result<Counts> {
    let counts = sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM account) AS accounts, \
         (SELECT COUNT(*) FROM purchase_order) AS orders, \
         (SELECT COUNT(*) FROM payment) AS payments, \
         (SELECT COUNT(*) FROM ledger_entry) AS ledger_entries",
    );
    Ok(counts.fetch_one(on).await?)
}

/// Writes the last committed state into an empty file, while others go on writing here.
pub async fn copy_into(on: &mut SqliteConnection, file: &str) -> Result<()> {
    sqlx::query("VACUUM INTO $1").bind(file).execute(on).await?;
    Ok(())
}

/// The first thing that is wrong with a file, if there is one.
pub async fn defect(on: &mut SqliteConnection) -> Result<Option<String>> {
    let (damage,): (String,) =
        sqlx::query_as("PRAGMA integrity_check(1)").fetch_one(&mut *on).await?;
    if damage != "ok" {
        return Ok(Some(damage));
    }
    let orphan: Option<Orphan> =
        sqlx::query_as("PRAGMA foreign_key_check").fetch_optional(on).await?;
    Ok(orphan.map(|row| format!("a row of {} has lost its row of {}", row.table, row.parent)))
}
