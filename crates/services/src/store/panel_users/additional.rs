//! The additional users of a service, as its owner sees and changes them.

use chrono::{DateTime, Utc};
use domain::grant::Permissions;
use domain::id::{PanelUserId, SubscriptionId};
use platform::{Error, Result, Tx};

use crate::store::accounts::HeldAccount;

/// An additional user, as the owner sees them.
#[derive(Clone, Debug)]
pub struct Additional {
    pub id: PanelUserId,
    pub username: String,
    pub email: String,
    pub permissions: Permissions,
    pub temporary_until: Option<DateTime<Utc>>,
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// They rest before the others when there are fewer seats.
    pub leaves: bool,
    /// How many have a seat before them.
    pub earlier: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PanelUserId,
    username: String,
    email: Option<String>,
    permissions: String,
    temporary_until: Option<DateTime<Utc>>,
    last_sign_in_at: Option<DateTime<Utc>>,
    leaves: bool,
}

/// The additional users of a service, in the order in which they have their seats: as they were made,
/// and last those who are to leave.
pub async fn of_service(tx: &mut Tx, service: SubscriptionId) -> Result<Vec<Result<Additional>>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT id, username, email, permissions, temporary_until, last_sign_in_at, leaves \
             FROM panel_user WHERE subscription_id = $1 AND permissions IS NOT NULL \
             AND former_username IS NULL ORDER BY leaves, id",
        )
        .bind(service)
        .each("panel_user", "id")
        .await?;
    let place = |place| u32::try_from(place).unwrap_or(u32::MAX);
    Ok(rows.into_iter().enumerate().map(|(at, row)| additional(row?, place(at))).collect())
}

fn additional(row: Row, earlier: u32) -> Result<Additional> {
    let corrupt = || Error::corrupt("panel_user", "permissions", row.id);
    Ok(Additional {
        id: row.id,
        permissions: Permissions::parse(&row.permissions).ok_or_else(corrupt)?,
        username: row.username,
        email: row.email.unwrap_or_default(),
        temporary_until: row.temporary_until,
        last_sign_in_at: row.last_sign_in_at,
        leaves: row.leaves,
        earlier,
    })
}

/// Somebody new.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub id: PanelUserId,
    pub service: SubscriptionId,
    pub username: &'a str,
    pub email: &'a str,
    pub permissions: &'a Permissions,
}

/// Stores an additional user with a temporary password; false when somebody has the username. The
/// unique index decides, so the answer also holds between two servers that ask at the same moment.
pub async fn insert(
    tx: &mut Tx,
    _: &HeldAccount,
    new: New<'_>,
    (password_hash, temporary_until): (&str, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<bool> {
    let inserted = tx
        .sql(
            "INSERT INTO panel_user (id, subscription_id, username, email, permissions, password_hash, \
             temporary_until, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
             ON CONFLICT (username) DO NOTHING",
        )
        .bind(new.id)
        .bind(new.service)
        .bind(new.username)
        .bind(new.email)
        .bind(new.permissions.text())
        .bind(password_hash)
        .bind(temporary_until)
        .bind(now)
        .run()
        .await?;
    Ok(inserted == 1)
}

pub async fn set_permissions(
    tx: &mut Tx,
    _: &HeldAccount,
    id: PanelUserId,
    permissions: &Permissions,
) -> Result<()> {
    tx.sql("UPDATE panel_user SET permissions = $2 WHERE id = $1 AND permissions IS NOT NULL")
        .bind(id)
        .bind(permissions.text())
        .run()
        .await?;
    Ok(())
}

/// Somebody is written to at another address.
pub async fn set_email(tx: &mut Tx, _: &HeldAccount, id: PanelUserId, email: &str) -> Result<()> {
    tx.sql("UPDATE panel_user SET email = $2 WHERE id = $1 AND permissions IS NOT NULL")
        .bind(id)
        .bind(email)
        .run()
        .await?;
    Ok(())
}

/// Notes whether an additional user is the first to leave.
pub async fn set_leaves(tx: &mut Tx, _: &HeldAccount, id: PanelUserId, leaves: bool) -> Result<()> {
    tx.sql("UPDATE panel_user SET leaves = $2 WHERE id = $1 AND permissions IS NOT NULL")
        .bind(id)
        .bind(leaves)
        .run()
        .await?;
    Ok(())
}

/// Gives a temporary password in the place of whatever there was.
pub async fn set_temporary_password(
    tx: &mut Tx,
    _: &HeldAccount,
    id: PanelUserId,
    hash: &str,
    until: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "UPDATE panel_user SET password_hash = $2, temporary_until = $3 \
         WHERE id = $1 AND permissions IS NOT NULL",
    )
    .bind(id)
    .bind(hash)
    .bind(until)
    .run()
    .await?;
    Ok(())
}

/// Makes every sign-in of an additional user worthless, whatever it was made with.
pub async fn sign_out(tx: &mut Tx, _: &HeldAccount, id: PanelUserId) -> Result<()> {
    tx.sql(
        "UPDATE panel_user SET signed_out = signed_out + 1 \
         WHERE id = $1 AND permissions IS NOT NULL",
    )
    .bind(id)
    .run()
    .await?;
    Ok(())
}

/// Removes an additional user with everything that lets them in. What happened to their second factor
/// stays without a name.
pub async fn remove(tx: &mut Tx, _: &HeldAccount, id: PanelUserId) -> Result<()> {
    for statement in [
        "DELETE FROM recovery_code WHERE factor_id IN \
         (SELECT second_factor.id FROM second_factor WHERE door = 'panel' AND owner = $1)",
        "DELETE FROM second_factor WHERE door = 'panel' AND owner = $1",
        "UPDATE second_factor_event SET username = '' WHERE door = 'panel' AND owner = $1",
        "DELETE FROM secret_link WHERE purpose = 'panel_password' AND about = $1",
        "DELETE FROM panel_sign_in WHERE panel_user_id = $1",
        "DELETE FROM panel_user WHERE id = $1 AND permissions IS NOT NULL",
    ] {
        tx.sql(statement).bind(id).run().await?;
    }
    Ok(())
}
