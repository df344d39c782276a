//! Members of staff.

use chrono::{DateTime, Utc};
use domain::id::StaffId;
use platform::{Result, Tx};
use uuid::Uuid;

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

/// What is asked of a member of staff who signs in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Credentials {
    pub id: StaffId,
    pub username: String,
    pub password_hash: String,
    /// The second factor, while it is on.
    pub factor: Option<Uuid>,
}

/// What is asked of whoever signs in with a username.
pub async fn credentials(tx: &mut Tx, username: &str) -> Result<Option<Credentials>> {
    tx.sql(
        "SELECT id, username, password_hash, (SELECT second_factor.id FROM second_factor \
           WHERE door = 'staff' AND owner = staff.id AND on_since IS NOT NULL) AS factor \
         FROM staff WHERE username = $1",
    )
    .bind(username)
    .optional()
    .await
}

/// The same of a member of staff.
pub async fn by_id(tx: &mut Tx, id: StaffId) -> Result<Option<Credentials>> {
    tx.sql(
        "SELECT id, username, password_hash, (SELECT second_factor.id FROM second_factor \
           WHERE door = 'staff' AND owner = staff.id AND on_since IS NOT NULL) AS factor \
         FROM staff WHERE id = $1",
    )
    .bind(id)
    .optional()
    .await
}
