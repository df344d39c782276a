//! Bank statements that were imported.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::StatementId;
use domain::statement::{Format, Statement};
use platform::{Error, Result, Tx};

/// A file about to be kept.
#[derive(Clone, Debug)]
pub struct NewStatement<'a> {
    pub id: StatementId,
    pub sha256: &'a str,
    pub name: &'a str,
    pub format: Format,
    pub account: Option<&'a str>,
    /// The days of its first and last credit.
    pub period: Option<(NaiveDate, NaiveDate)>,
    pub by: &'a str,
}

/// Keeps a file; false when the same file was kept before.
pub async fn insert(tx: &mut Tx, statement: &NewStatement<'_>, now: DateTime<Utc>) -> Result<bool> {
    let (from, until) = statement.period.unzip();
    let inserted = tx
        .sql(
            "INSERT INTO bank_statement (id, sha256, name, format, account, from_on, until_on, \
             imported_at, imported_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
             ON CONFLICT DO NOTHING",
        )
        .bind(statement.id)
        .bind(statement.sha256)
        .bind(statement.name)
        .bind(statement.format)
        .bind(statement.account)
        .bind(from)
        .bind(until)
        .bind(now)
        .bind(statement.by)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// The file with this content.
pub async fn of_content(tx: &mut Tx, sha256: &str) -> Result<StatementId> {
    let row: Option<(StatementId,)> =
        tx.sql("SELECT id FROM bank_statement WHERE sha256 = $1").bind(sha256).optional().await?;
    row.map(|(id,)| id).ok_or(Error::NotFound("statement"))
}

/// The newest files, each as far as it can be read.
pub async fn newest(tx: &mut Tx, limit: i64) -> Result<Vec<Result<Statement>>> {
    tx.sql(
        "SELECT bank_statement.id, name, bank_statement.account, from_on, until_on, imported_at, \
         imported_by, COUNT(bank_credit.id) AS credits, \
         CAST(COALESCE(SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END), 0) AS BIGINT) AS open \
         FROM bank_statement \
         LEFT JOIN bank_credit ON bank_credit.statement_id = bank_statement.id \
         WHERE bank_statement.id IN (SELECT id FROM bank_statement \
         ORDER BY imported_at DESC, id DESC LIMIT $1) \
         GROUP BY bank_statement.id, name, bank_statement.account, from_on, until_on, \
         imported_at, imported_by ORDER BY imported_at DESC, bank_statement.id DESC",
    )
    .bind(limit)
    .each("bank_statement", "id")
    .await
}
