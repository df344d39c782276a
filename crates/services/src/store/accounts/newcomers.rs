//! New accounts, of which the earlier ones with their numbers are told.

use chrono::{DateTime, Utc};
use domain::id::AccountId;
use platform::{Result, Tx};

/// An account of which the earlier ones with its numbers have not been told.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Newcomer {
    pub id: AccountId,
    pub number: i64,
    pub vat_number: Option<String>,
    pub tax_code: String,
    pub registered_at: DateTime<Utc>,
}

/// The oldest of the accounts that nobody was told of.
pub async fn not_announced(tx: &mut Tx, most: i64) -> Result<Vec<Result<Newcomer>>> {
    tx.sql(
        "SELECT id, number, vat_number, tax_code, registered_at FROM account \
         WHERE NOT announced ORDER BY number LIMIT $1",
    )
    .bind(most)
    .each("account", "id")
    .await
}

/// Notes that the earlier accounts are being told; false when another server has done so.
pub async fn announce(tx: &mut Tx, id: AccountId) -> Result<bool> {
    let noted = tx
        .sql("UPDATE account SET announced = TRUE WHERE id = $1 AND NOT announced")
        .bind(id)
        .run()
        .await?;
    Ok(noted == 1)
}

/// An account that was there before another with one of its numbers.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Earlier {
    pub id: AccountId,
    pub number: i64,
    pub email: String,
    /// It is the partita IVA that both have.
    pub shares_vat_number: bool,
}

/// The accounts that were there before a newcomer with one of its numbers, the oldest first.
pub async fn earlier_than(tx: &mut Tx, newcomer: &Newcomer, most: i64) -> Result<Vec<Earlier>> {
    tx.sql(
        "SELECT id, number, email, \
         COALESCE(vat_number = CAST($2 AS TEXT), FALSE) AS shares_vat_number FROM account \
         WHERE number < $1 AND (tax_code = $3 OR vat_number = CAST($2 AS TEXT)) \
         ORDER BY number LIMIT $4",
    )
    .bind(newcomer.number)
    .bind(newcomer.vat_number.as_deref())
    .bind(newcomer.tax_code.as_str())
    .bind(most)
    .all()
    .await
}
