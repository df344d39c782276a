//! What an account is entered with.

use domain::id::AccountId;
use platform::{Result, Tx};
use uuid::Uuid;

use super::HeldAccount;

/// What is asked of whoever signs in to an account, and where its owner is written to.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Credentials {
    pub id: AccountId,
    pub password_hash: String,
    pub email: String,
    /// The second factor, while it is on.
    pub factor: Option<Uuid>,
}

/// Reads the [`Credentials`] of an account that is not erased.
macro_rules! select_credentials {
    ($which:literal) => {
        concat!(
            "SELECT id, password_hash, email, (SELECT second_factor.id FROM second_factor \
               WHERE door = 'account' AND owner = account.id AND on_since IS NOT NULL) AS factor \
             FROM account WHERE erased_at IS NULL AND ",
            $which
        )
    };
}

/// What is asked of whoever signs in with a username.
pub async fn credentials(tx: &mut Tx, number: i64) -> Result<Option<Credentials>> {
    tx.sql(select_credentials!("number = $1")).bind(number).optional().await
}

/// The same of an account; none when it is gone.
pub async fn credentials_of(tx: &mut Tx, id: AccountId) -> Result<Option<Credentials>> {
    tx.sql(select_credentials!("id = $1")).bind(id).optional().await
}

/// The hash of the password; none when the account is gone.
pub async fn password_hash(tx: &mut Tx, id: AccountId) -> Result<Option<String>> {
    let row: Option<(String,)> =
        tx.sql("SELECT password_hash FROM account WHERE id = $1").bind(id).optional().await?;
    Ok(row.map(|(hash,)| hash))
}

/// Stores a password; false when another change came first.
pub async fn set_password(
    tx: &mut Tx,
    account: &HeldAccount,
    old_hash: &str,
    new_hash: &str,
) -> Result<bool> {
    let changed = tx
        .sql("UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2")
        .bind(account.id())
        .bind(old_hash)
        .bind(new_hash)
        .run()
        .await?;
    Ok(changed == 1)
}
