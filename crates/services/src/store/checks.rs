//! What must be true of every row, as statements that find the rows of which it is not.
//!
//! Each check is one `SELECT` that runs on both engines and gives, for each row that breaks it, the
//! row's id and a name that people know it by; either may be null. None of them decides what to do:
//! see `crate::doctor`.

mod books;
mod orders;
mod services;

use platform::{Result, Tx};
use uuid::Uuid;

/// The most rows of one check that are told one by one.
const ROWS_MAX: usize = 100;

/// One thing that must be true.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// In one word, for scripts.
    pub name: &'static str,
    /// Where the rows are that break it.
    pub table: &'static str,
    /// What is wrong with such a row.
    pub sentence: &'static str,
    /// `(id, name)` of each.
    sql: &'static str,
}

/// A row that breaks a check.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Broken {
    pub id: Option<Uuid>,
    pub known_as: Option<String>,
}

/// Every check, in the order in which they are run.
pub fn all() -> impl Iterator<Item = &'static Check> {
    books::CHECKS.iter().chain(orders::CHECKS).chain(services::CHECKS)
}

impl Check {
    /// The rows that break it.
    pub async fn run(&self, tx: &mut Tx) -> Result<Vec<Broken>> {
        let mut rows: Vec<Broken> = tx.sql(self.sql).all().await?;
        rows.truncate(ROWS_MAX);
        Ok(rows)
    }
}
