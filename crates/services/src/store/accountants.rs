//! Accountants, who sign in to a door of their own.

use chrono::{DateTime, Utc};
use domain::accountant::Accountant as Registration;
use domain::id::{AccountantId, IntentId, SignInId};
use domain::party::Email;
use platform::{Result, Tx};
use uuid::Uuid;

/// Somebody who can sign in as an accountant.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Accountant {
    pub id: AccountantId,
    pub username: String,
    pub email: String,
    pub name: String,
    pub tax_number: String,
    pub password_hash: String,
    /// The second factor, while it is on.
    pub factor: Option<Uuid>,
}

/// Somebody new.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    pub id: AccountantId,
    pub intent: IntentId,
    pub checked: &'a Registration,
    pub password_hash: &'a str,
    /// The digests of the texts that were accepted: conditions, privacy notice.
    pub accepted: (&'a str, &'a str),
}

/// Reads an [`Accountant`] whose account is open.
macro_rules! select_accountant {
    ($which:literal) => {
        concat!(
            "SELECT id, username, email, name, tax_number, password_hash, \
             (SELECT second_factor.id FROM second_factor WHERE door = 'accountant' \
               AND owner = accountant.id AND on_since IS NOT NULL) AS factor \
             FROM accountant WHERE closed_at IS NULL AND ",
            $which
        )
    };
}

/// Stores an accountant; false when somebody has the username, or this form has made one before. The
/// unique indexes decide, so the answer also holds between two servers that ask at the same moment.
pub async fn insert(tx: &mut Tx, new: New<'_>, now: DateTime<Utc>) -> Result<bool> {
    let New { id, intent, checked, password_hash, accepted: (conditions, privacy) } = new;
    let inserted = tx
        .sql(
            "INSERT INTO accountant (id, username, email, name, tax_number, password_hash, \
             intent_id, registered_at, conditions_sha256, privacy_sha256) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(checked.username.as_str())
        .bind(checked.email.as_str())
        .bind(checked.name.as_str())
        .bind(checked.tax_number.as_str())
        .bind(password_hash)
        .bind(intent)
        .bind(now)
        .bind(conditions)
        .bind(privacy)
        .run()
        .await?;
    Ok(inserted == 1)
}

/// Whom this form has made.
pub async fn of_intent(tx: &mut Tx, intent: IntentId) -> Result<Option<Accountant>> {
    tx.sql(select_accountant!("intent_id = $1")).bind(intent).optional().await
}

pub async fn named(tx: &mut Tx, username: &str) -> Result<Option<Accountant>> {
    tx.sql(select_accountant!("username = $1")).bind(username).optional().await
}

/// None once the account is closed.
pub async fn by_id(tx: &mut Tx, id: AccountantId) -> Result<Option<Accountant>> {
    tx.sql(select_accountant!("id = $1")).bind(id).optional().await
}

/// The same while this sign-in of theirs is open: one that has ended, or was forgotten since, is
/// none.
pub async fn by_sign_in(
    tx: &mut Tx,
    id: AccountantId,
    sign_in: SignInId,
) -> Result<Option<Accountant>> {
    tx.sql(select_accountant!(
        "id = $1 AND EXISTS (SELECT 1 FROM accountant_sign_in WHERE accountant_sign_in.id = $2 \
         AND accountant_id = accountant.id AND ended_at IS NULL)"
    ))
    .bind(id)
    .bind(sign_in)
    .optional()
    .await
}

/// Makes what else is decided about an accountant wait for a unit of work; false once the account
/// is closed.
pub async fn hold(tx: &mut Tx, id: AccountantId) -> Result<bool> {
    let held = tx
        .sql("UPDATE accountant SET closed_at = closed_at WHERE id = $1 AND closed_at IS NULL")
        .bind(id)
        .run()
        .await?;
    Ok(held == 1)
}

/// Notes that somebody is in now.
pub async fn note_sign_in(tx: &mut Tx, id: AccountantId, now: DateTime<Utc>) -> Result<()> {
    tx.sql("UPDATE accountant SET last_sign_in_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .run()
        .await?;
    Ok(())
}

/// Stores another password; false when another change came first.
pub async fn set_password(
    tx: &mut Tx,
    id: AccountantId,
    old_hash: &str,
    new_hash: &str,
) -> Result<bool> {
    let changed = tx
        .sql(
            "UPDATE accountant SET password_hash = $3 \
             WHERE id = $1 AND password_hash = $2 AND closed_at IS NULL",
        )
        .bind(id)
        .bind(old_hash)
        .bind(new_hash)
        .run()
        .await?;
    Ok(changed == 1)
}

/// Stores another name, unless the account is closed.
pub async fn set_name(tx: &mut Tx, id: AccountantId, name: &str) -> Result<()> {
    tx.sql("UPDATE accountant SET name = $2 WHERE id = $1 AND closed_at IS NULL")
        .bind(id)
        .bind(name)
        .run()
        .await?;
    Ok(())
}

/// Stores another address; false when another change came first.
pub async fn set_email(tx: &mut Tx, id: AccountantId, old: &str, new: &Email) -> Result<bool> {
    let changed = tx
        .sql(
            "UPDATE accountant SET email = $3 \
             WHERE id = $1 AND email = $2 AND closed_at IS NULL",
        )
        .bind(id)
        .bind(old)
        .bind(new.as_str())
        .run()
        .await?;
    Ok(changed == 1)
}

/// Closes an account with every word about its owner, and everything that lets them in; false when it
/// is closed already. `nobodys` is what stands in the place of the username. What happened to their
/// second factor stays without a name.
pub async fn close(
    tx: &mut Tx,
    id: AccountantId,
    nobodys: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let closed = tx
        .sql(
            "UPDATE accountant SET username = $2, email = '', name = '', tax_number = '', \
             password_hash = '', last_sign_in_at = NULL, closed_at = $3 \
             WHERE id = $1 AND closed_at IS NULL",
        )
        .bind(id)
        .bind(nobodys)
        .bind(now)
        .run()
        .await?;
    for statement in [
        "DELETE FROM recovery_code WHERE factor_id IN \
         (SELECT second_factor.id FROM second_factor WHERE door = 'accountant' AND owner = $1)",
        "DELETE FROM second_factor WHERE door = 'accountant' AND owner = $1",
        "UPDATE second_factor_event SET username = '', \
         reason = CASE WHEN reason IS NULL THEN NULL ELSE '' END \
         WHERE door = 'accountant' AND owner = $1",
        "DELETE FROM secret_link WHERE about = $1 \
         AND purpose IN ('accountant_password', 'accountant_email')",
        "DELETE FROM accountant_sign_in WHERE accountant_id = $1",
    ] {
        tx.sql(statement).bind(id).run().await?;
    }
    Ok(closed == 1)
}

/// True when mail to this address still goes to somebody who has an account, of whatever kind.
pub async fn is_written_to(tx: &mut Tx, address: &str) -> Result<bool> {
    let (others,): (i64,) = tx
        .sql(
            "SELECT (SELECT COUNT(*) FROM account WHERE email = $1) \
             + (SELECT COUNT(*) FROM panel_user WHERE email = $1) \
             + (SELECT COUNT(*) FROM accountant WHERE email = $1)",
        )
        .bind(address)
        .one()
        .await?;
    Ok(others > 0)
}
