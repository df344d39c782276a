//! The mark that keeps a demonstration out of a shop's database, and a shop out of a
//! demonstration's.

use platform::Db;

use crate::store::demo_mark;
use crate::{Context, Error, Result};

/// True when the database was made by a demonstration. No shop may be run on it: everybody knows
/// the password of its staff.
///
/// # Errors
/// Only what the database says.
pub async fn is_demo(db: &Db) -> Result<bool> {
    let mut tx = db.read().await?;
    Ok(demo_mark::is_set(&mut tx).await?)
}

/// Takes an empty database for the demonstration; its own stays its own.
///
/// Refused as [`Error::NotAllowed`] when somebody has an account or an office in a database that
/// no demonstration made.
pub(super) async fn claim(ctx: &Context) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    demo_mark::set_if_empty(&mut tx).await?;
    if !demo_mark::is_set(&mut tx).await? {
        return Err(Error::NotAllowed);
    }
    Ok(tx.commit().await?)
}
