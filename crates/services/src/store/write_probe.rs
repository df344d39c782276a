//! One row to try whether writing works.

use platform::{Result, Tx};

/// More than the largest unit of work of the shop adds, so that where this fits, an order does.
const FILLER_BYTES: usize = 64 * 1024;

/// Takes new space; commit it to know.
pub async fn fill(tx: &mut Tx) -> Result<()> {
    tx.sql("UPDATE write_probe SET filler = $1").bind("x".repeat(FILLER_BYTES)).run().await?;
    Ok(())
}

/// Gives the space back.
pub async fn empty(tx: &mut Tx) -> Result<()> {
    tx.sql("UPDATE write_probe SET filler = ''").run().await?;
    Ok(())
}
