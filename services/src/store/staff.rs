//! Members of staff.

use chrono::{DateTime, Utc};
use domain::id::StaffId;

use crate::{Result, Tx};

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

pub async fn credentials(tx: &mut Tx, username: &str) -> Result<Option<(StaffId, String)>> {
    tx.sql("SELECT id, password_hash FROM staff WHERE username = $1")
        .bind(username)
        .optional()
        .await
}

pub async fn username(tx: &mut Tx, id: StaffId) -> Result<Option<String>> {
    let row: Option<(String,)> =
        tx.sql("SELECT username FROM staff WHERE id = $1").bind(id).optional().await?;
    Ok(row.map(|(username,)| username))
}
