//! Where accountants have signed in.

use chrono::{DateTime, Utc};
use domain::device::Device;
use domain::id::{AccountantId, SignInId};
use platform::{Result, Tx};

use super::sign_ins::{Row, SignIn, sign_ins};

sign_ins!(AccountantId, "accountant_sign_in", "accountant_id");

/// Ends every open sign-in of somebody but this one.
pub async fn end_others(
    tx: &mut Tx,
    accountant: AccountantId,
    this: SignInId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE accountant_sign_in SET ended_at = $3 \
         WHERE accountant_id = $1 AND id <> $2 AND ended_at IS NULL",
    )
    .bind(accountant)
    .bind(this)
    .bind(now)
    .run()
    .await?;
    Ok(())
}
