//! Rows of other tables that hold nonsense, as they were come by.

use chrono::{DateTime, Utc};
use platform::{Result, Tx};

/// A row that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Unreadable {
    /// Where the row stands.
    pub table_name: String,
    /// What it is known by: a UUID, mostly.
    pub row_id: String,
    /// The column that was found to hold nonsense last.
    pub column_name: String,
    /// When somebody came by it for the first time.
    pub first_seen_at: DateTime<Utc>,
    /// When somebody came by it most recently.
    pub last_seen_at: DateTime<Utc>,
    /// How often somebody came by it.
    pub times: i64,
}

/// Notes that somebody came by a row that cannot be read. Tells whether that is news.
pub async fn note(
    tx: &mut Tx,
    table: &str,
    row_id: &str,
    column: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (times,): (i64,) = tx
        .sql(
            "INSERT INTO unreadable_row (table_name, row_id, column_name, first_seen_at, \
             last_seen_at, times) VALUES ($1, $2, $3, $4, $4, 1) \
             ON CONFLICT (table_name, row_id) DO UPDATE SET \
             column_name = excluded.column_name, \
             first_seen_at = CASE WHEN unreadable_row.resolved_at IS NULL \
             THEN unreadable_row.first_seen_at ELSE excluded.first_seen_at END, \
             last_seen_at = excluded.last_seen_at, \
             times = CASE WHEN unreadable_row.resolved_at IS NULL \
             THEN unreadable_row.times + 1 ELSE 1 END, \
             resolved_at = NULL RETURNING times",
        )
        .bind(table)
        .bind(row_id)
        .bind(column)
        .bind(now)
        .one()
        .await?;
    Ok(times == 1)
}

/// What waits for somebody, the oldest first.
pub async fn open(tx: &mut Tx, limit: i64) -> Result<Vec<Unreadable>> {
    tx.sql(
        "SELECT table_name, row_id, column_name, first_seen_at, last_seen_at, times \
         FROM unreadable_row WHERE resolved_at IS NULL \
         ORDER BY first_seen_at, table_name, row_id LIMIT $1",
    )
    .bind(limit)
    .all()
    .await
}

/// What is known of one row.
pub async fn of_row(tx: &mut Tx, table: &str, row_id: &str) -> Result<Option<Unreadable>> {
    tx.sql(
        "SELECT table_name, row_id, column_name, first_seen_at, last_seen_at, times \
         FROM unreadable_row WHERE table_name = $1 AND row_id = $2",
    )
    .bind(table)
    .bind(row_id)
    .optional()
    .await
}

/// Notes that a row makes sense again.
pub async fn resolve(tx: &mut Tx, row: &Unreadable, now: DateTime<Utc>) -> Result<()> {
    tx.sql("UPDATE unreadable_row SET resolved_at = $3 WHERE table_name = $1 AND row_id = $2")
        .bind(row.table_name.as_str())
        .bind(row.row_id.as_str())
        .bind(now)
        .run()
        .await?;
    Ok(())
}
