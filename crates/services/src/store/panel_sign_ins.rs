//! Where the users of panels have signed in.

use chrono::{DateTime, Utc};
use domain::device::Device;
use domain::id::{PanelUserId, SignInId};
use platform::{Result, Tx};

/// A sign-in to a panel.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Names it among the others of its user. It opens nothing.
    pub id: SignInId,
    /// With what.
    pub device: Device,
    /// When they signed in.
    pub since: DateTime<Utc>,
    /// When they were last seen, to the hour.
    pub seen: DateTime<Utc>,
}

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

/// Notes that somebody is in.
pub async fn begin(
    tx: &mut Tx,
    id: SignInId,
    user: PanelUserId,
    mark: &str,
    device: Device,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "INSERT INTO panel_sign_in (id, panel_user_id, mark, device, since, seen_at) \
         VALUES ($1, $2, $3, $4, $5, $5)",
    )
    .bind(id)
    .bind(user)
    .bind(mark)
    .bind(device.text())
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Notes when a sign-in was used.
pub async fn seen(tx: &mut Tx, id: SignInId, now: DateTime<Utc>) -> Result<()> {
    tx.sql("UPDATE panel_sign_in SET seen_at = $2 WHERE id = $1").bind(id).bind(now).run().await?;
    Ok(())
}

/// A sign-in goes on with another mark.
pub async fn go_on(tx: &mut Tx, id: SignInId, mark: &str) -> Result<()> {
    tx.sql("UPDATE panel_sign_in SET mark = $2 WHERE id = $1").bind(id).bind(mark).run().await?;
    Ok(())
}

/// Whoever signed in has left.
pub async fn leave(tx: &mut Tx, id: SignInId, now: DateTime<Utc>) -> Result<()> {
    tx.sql("UPDATE panel_sign_in SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: SignInId,
    device: String,
    since: DateTime<Utc>,
    seen_at: DateTime<Utc>,
}

/// The sign-ins of somebody that are open after this was given and were used since a moment, the last
/// used first.
pub async fn open(
    tx: &mut Tx,
    user: PanelUserId,
    mark: &str,
    since: DateTime<Utc>,
) -> Result<Vec<SignIn>> {
    let rows: Vec<Row> = tx
        .sql(
            "SELECT id, device, since, seen_at FROM panel_sign_in WHERE panel_user_id = $1 \
             AND mark = $2 AND ended_at IS NULL AND seen_at > $3 ORDER BY seen_at DESC, id",
        )
        .bind(user)
        .bind(mark)
        .bind(since)
        .all()
        .await?;
    let read = |row: Row| SignIn {
        id: row.id,
        device: Device::read(&row.device),
        since: row.since,
        seen: row.seen_at,
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Ends an open sign-in of somebody; false when there is none.
pub async fn end(tx: &mut Tx, user: PanelUserId, id: SignInId, now: DateTime<Utc>) -> Result<bool> {
    let ended = tx
        .sql(
            "UPDATE panel_sign_in SET ended_at = $3 \
             WHERE id = $1 AND panel_user_id = $2 AND ended_at IS NULL",
        )
        .bind(id)
        .bind(user)
        .bind(now)
        .run()
        .await?;
    Ok(ended == 1)
}

/// True for a sign-in of somebody, whether it is open or has ended.
pub async fn is_of(tx: &mut Tx, user: PanelUserId, id: SignInId) -> Result<bool> {
    let row: Option<(SignInId,)> = tx
        .sql("SELECT id FROM panel_sign_in WHERE id = $1 AND panel_user_id = $2")
        .bind(id)
        .bind(user)
        .optional()
        .await?;
    Ok(row.is_some())
}

/// When somebody signed in last before this.
pub async fn last_before(
    tx: &mut Tx,
    user: PanelUserId,
    this: SignInId,
) -> Result<Option<DateTime<Utc>>> {
    let row: Option<(DateTime<Utc>,)> = tx
        .sql(
            "SELECT since FROM panel_sign_in WHERE panel_user_id = $1 AND id <> $2 \
             AND since <= (SELECT since FROM panel_sign_in WHERE id = $2) \
             ORDER BY since DESC LIMIT 1",
        )
        .bind(user)
        .bind(this)
        .optional()
        .await?;
    Ok(row.map(|(since,)| since))
}

/// Forgets the sign-ins that nobody has used since a moment.
pub async fn remove_before(tx: &mut Tx, moment: DateTime<Utc>) -> Result<u64> {
    tx.sql("DELETE FROM panel_sign_in WHERE seen_at < $1").bind(moment).run().await
}
