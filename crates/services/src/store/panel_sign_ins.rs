//! Where the users of panels have signed in.

use chrono::{DateTime, Utc};
use domain::device::Device;
use domain::id::{PanelUserId, SignInId};
use platform::{Result, Tx};

use super::sign_ins::{Row, SignIn, sign_ins};

sign_ins!(PanelUserId, "panel_sign_in", "panel_user_id");

/// What is known of somebody's earlier sign-ins.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Before {
    /// How many there were.
    pub total: i64,
    /// How many of them with such a device.
    pub alike: i64,
    /// How many of these with the same password and second factor.
    pub alike_since: i64,
}

/// Looks at somebody's sign-ins before one with this device, after this was given.
pub async fn before(tx: &mut Tx, user: PanelUserId, device: Device, mark: &str) -> Result<Before> {
    tx.sql(
        "SELECT COUNT(*) AS total, COUNT(CASE WHEN device = $2 THEN 1 END) AS alike, \
         COUNT(CASE WHEN device = $2 AND mark = $3 THEN 1 END) AS alike_since \
         FROM panel_sign_in WHERE panel_user_id = $1",
    )
    .bind(user)
    .bind(device.text())
    .bind(mark)
    .one()
    .await
}
