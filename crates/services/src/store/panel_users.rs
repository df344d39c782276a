//! Who can sign in to a panel: the owner of its service, who has no permissions to change and no
//! seat, and additional users. What their owner does with those stands beside.

mod additional;

use chrono::{DateTime, Utc};
use domain::grant::{Grant, Permissions};
use domain::id::{PanelUserId, SignInId, SubscriptionId};
use domain::panel_user::{PanelUser, PanelUserFacts};
use platform::{Error, Result, Tx};
use uuid::Uuid;

pub use additional::{
    Additional, New, insert, of_service, remove, set_email, set_leaves, set_permissions,
    set_temporary_password, sign_out,
};

#[derive(sqlx::FromRow)]
struct UserRow {
    id: PanelUserId,
    subscription_id: SubscriptionId,
    username: String,
    password_hash: String,
    temporary_until: Option<DateTime<Utc>>,
    factor: Option<Uuid>,
    email: Option<String>,
    /// None for the owner of the service.
    permissions: Option<String>,
    /// How often the owner of the service has ended their sign-ins.
    signed_out: i64,
    /// Additional users of the service who have a seat before them.
    earlier: i64,
    /// 1 until the first configuration of the service is concluded.
    to_configure: i64,
}

fn restored(row: UserRow) -> PanelUser {
    let grant = match &row.permissions {
        None => Some(Grant::Owner),
        Some(text) => Permissions::parse(text).map(Grant::User),
    };
    let facts = PanelUserFacts {
        id: row.id,
        subscription_id: row.subscription_id,
        username: row.username,
        password_hash: row.password_hash,
        temporary_until: row.temporary_until,
        factor: row.factor,
        email: row.email,
    };
    PanelUser::restore(
        facts,
        grant,
        row.signed_out.unsigned_abs(),
        u32::try_from(row.earlier).unwrap_or(u32::MAX),
        row.to_configure > 0,
    )
}

/// Who somebody is in the panel, or that their row makes no sense.
pub fn grant_of(user: &PanelUser) -> Result<Grant> {
    let corrupt = || Error::corrupt("panel_user", "permissions", user.id);
    user.grant().cloned().ok_or_else(corrupt)
}

/// Reads a [`PanelUser`] who can sign in.
macro_rules! select_user {
    ($which:literal) => {
        concat!(
            "SELECT id, subscription_id, username, password_hash, temporary_until, email, \
             permissions, signed_out, \
             (SELECT second_factor.id FROM second_factor WHERE door = 'panel' \
               AND owner = panel_user.id AND on_since IS NOT NULL) AS factor, \
             (SELECT COUNT(*) FROM panel_user AS other \
               WHERE other.subscription_id = panel_user.subscription_id \
               AND other.permissions IS NOT NULL AND other.former_username IS NULL \
               AND (NOT other.leaves AND panel_user.leaves OR other.leaves = panel_user.leaves \
                AND other.id < panel_user.id)) AS earlier, \
             (SELECT COUNT(*) FROM configuration \
               WHERE configuration.subscription_id = panel_user.subscription_id \
               AND concluded_at IS NULL) AS to_configure \
             FROM panel_user WHERE former_username IS NULL AND ",
            $which
        )
    };
}

/// Takes a username away from the user of a service that is over, so that `successor` can have it.
/// The row stays with its service: nobody signs in with it, and what it was called is noted.
pub async fn give_back_username(tx: &mut Tx, username: &str, successor: PanelUserId) -> Result<()> {
    // Usernames are typed in capitals, so nobody types this one.
    let nobodys = format!("{}/{}", username.to_lowercase(), successor.0.simple());
    tx.sql(
        "UPDATE panel_user SET former_username = username, username = $2 WHERE username = $1 \
         AND EXISTS (SELECT 1 FROM subscription WHERE subscription.id = subscription_id \
          AND closed_on IS NOT NULL)",
    )
    .bind(username)
    .bind(nobodys)
    .run()
    .await?;
    Ok(())
}

/// Stores the user of a new panel; false when somebody has the username. The unique index decides,
/// so the answer also holds between two servers that ask at the same moment.
pub async fn insert_owner(tx: &mut Tx, user: &PanelUser) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO panel_user (id, subscription_id, username, password_hash, temporary_until) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (username) DO NOTHING",
        )
        .bind(user.id)
        .bind(user.subscription_id)
        .bind(user.username.as_str())
        .bind(user.password_hash.as_str())
        .bind(user.temporary_until)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// Somebody who can sign in with this name.
pub async fn named(tx: &mut Tx, username: &str) -> Result<Option<PanelUser>> {
    let row: Option<UserRow> =
        tx.sql(select_user!("username = $1")).bind(username).optional().await?;
    Ok(row.map(restored))
}

/// Somebody who can sign in; none once a later service has their username.
pub async fn by_id(tx: &mut Tx, id: PanelUserId) -> Result<Option<PanelUser>> {
    let row: Option<UserRow> = tx.sql(select_user!("id = $1")).bind(id).optional().await?;
    Ok(row.map(restored))
}

/// The same while this sign-in of theirs is open: one that has ended, or was forgotten since, is
/// none. One from before sign-ins were listed ends with its mark alone.
pub async fn by_sign_in(
    tx: &mut Tx,
    id: PanelUserId,
    sign_in: Option<SignInId>,
) -> Result<Option<PanelUser>> {
    let Some(sign_in) = sign_in else { return by_id(tx, id).await };
    let row: Option<UserRow> = tx
        .sql(select_user!(
            "id = $1 AND EXISTS (SELECT 1 FROM panel_sign_in WHERE panel_sign_in.id = $2 \
             AND panel_user_id = panel_user.id AND ended_at IS NULL)"
        ))
        .bind(id)
        .bind(sign_in)
        .optional()
        .await?;
    Ok(row.map(restored))
}

/// Notes that somebody is in now.
pub async fn note_sign_in(tx: &mut Tx, id: PanelUserId, now: DateTime<Utc>) -> Result<()> {
    tx.sql("UPDATE panel_user SET last_sign_in_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

/// How many can sign in to the panel of a service beside its holder. Each of them takes up a place.
pub async fn additional_users(tx: &mut Tx, id: SubscriptionId) -> Result<u32> {
    let (users,): (i64,) = tx
        .sql(
            "SELECT COUNT(*) FROM panel_user WHERE subscription_id = $1 \
             AND former_username IS NULL",
        )
        .bind(id)
        .one()
        .await?;
    Ok(u32::try_from(users - 1).unwrap_or_default())
}

/// How many of them keep their place when a renewal has fewer.
pub async fn staying_users(tx: &mut Tx, id: SubscriptionId) -> Result<u32> {
    let (users,): (i64,) = tx
        .sql(
            "SELECT COUNT(*) FROM panel_user WHERE subscription_id = $1 \
             AND former_username IS NULL AND NOT leaves",
        )
        .bind(id)
        .one()
        .await?;
    Ok(u32::try_from(users - 1).unwrap_or_default())
}

/// The username of the holder of a service; none once a later service has it.
#[cfg(feature = "testing")]
pub async fn owner_username(tx: &mut Tx, id: SubscriptionId) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .sql(
            "SELECT username FROM panel_user WHERE subscription_id = $1 \
             AND former_username IS NULL AND permissions IS NULL",
        )
        .bind(id)
        .optional()
        .await?;
    Ok(row.map(|(username,)| username))
}

/// Stores a password that the person chose; false when another change came first.
pub async fn set_password(
    tx: &mut Tx,
    id: PanelUserId,
    old_hash: &str,
    new_hash: &str,
) -> Result<bool> {
    let changed = tx
        .sql(
            "UPDATE panel_user SET password_hash = $3, temporary_until = NULL \
             WHERE id = $1 AND password_hash = $2 AND former_username IS NULL",
        )
        .bind(id)
        .bind(old_hash)
        .bind(new_hash)
        .run()
        .await?;
    Ok(changed == 1)
}

/// Makes every sign-in of somebody worthless, by themselves.
pub async fn end_all(tx: &mut Tx, id: PanelUserId) -> Result<()> {
    tx.sql("UPDATE panel_user SET signed_out = signed_out + 1 WHERE id = $1")
        .bind(id)
        .run()
        .await?;
    Ok(())
}
