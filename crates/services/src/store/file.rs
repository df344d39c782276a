//! What SQLite knows of its own file. PostgreSQL looks after its files and references by itself.

use platform::{Result, Tx};

/// A row whose parent is missing.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Orphan {
    pub table: String,
    /// Its number in the table; none in a table without.
    #[sqlx(rename = "rowid")]
    pub row: Option<i64>,
    pub parent: String,
}

/// What is damaged in the file, a sentence each.
pub async fn damage(tx: &mut Tx) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx.sql("PRAGMA integrity_check").all().await?;
    Ok(rows.into_iter().map(|(sentence,)| sentence).filter(|sentence| sentence != "ok").collect())
}

/// Rows that refer to a row that is not there.
pub async fn orphans(tx: &mut Tx) -> Result<Vec<Orphan>> {
    tx.sql("PRAGMA foreign_key_check").all().await
}
