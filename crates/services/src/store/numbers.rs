//! The numbers that people call things by.

use platform::{Result, Tx};

/// The next number of a kind, `account` or `order`. It is given out once, also to two servers.
pub async fn next(tx: &mut Tx, name: &'static str) -> Result<i64> {
    let (value,): (i64,) = tx
        .sql("UPDATE counter SET value = value + 1 WHERE name = $1 RETURNING value")
        .bind(name)
        .one()
        .await?;
    Ok(value)
}
