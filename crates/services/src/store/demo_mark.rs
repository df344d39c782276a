//! Whether the database belongs to a demonstration.

use platform::{Result, Tx};

/// Marks a database as a demonstration's, unless somebody has an account or an office in it.
pub async fn set_if_empty(tx: &mut Tx) -> Result<()> {
    // Everything else that is worth keeping belongs to an account.
    tx.sql(
        "INSERT INTO demo_mark (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM account) \
         AND NOT EXISTS (SELECT 1 FROM staff) ON CONFLICT DO NOTHING",
    )
    .run()
    .await?;
    Ok(())
}

/// True for the database of a demonstration.
pub async fn is_set(tx: &mut Tx) -> Result<bool> {
    let (marks,): (i64,) = tx.sql("SELECT COUNT(*) FROM demo_mark").one().await?;
    Ok(marks > 0)
}
