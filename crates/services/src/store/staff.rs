//! Members of staff.

use chrono::{DateTime, Utc};
use domain::id::StaffId;
use platform::{Result, Tx};

/// Stores a member of staff, or gives one a new password.
pub async fn save(
    tx: &mut Tx,
    id: StaffId,
    username: &str,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO staff (id, username, password_hash, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (username) DO UPDATE SET password_hash = excluded.password_hash",
    )
    .bind(id)
    .bind(username)
    .bind(password_hash)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// The id and the password hash behind a username.
pub async fn credentials(tx: &mut Tx, username: &str) -> Result<Option<(StaffId, String)>> {
    tx.sql("SELECT id, password_hash FROM staff WHERE username = $1")
        .bind(username)
        .optional()
        .await
}

/// The username and the password hash of a member of staff.
pub async fn by_id(tx: &mut Tx, id: StaffId) -> Result<Option<(String, String)>> {
    tx.sql("SELECT username, password_hash FROM staff WHERE id = $1").bind(id).optional().await
}
