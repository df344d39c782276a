//! Mails that do not leave, for whoever watches the house.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Result, Tx};

/// Attempts after which somebody should have a look at a mail. It is still tried.
pub const STUCK_AFTER: i64 = 10;

/// A mail that does not want to leave, for somebody's eyes.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Stuck {
    /// The row in the outbox.
    pub id: Uuid,
    /// What the mail tells, in one word.
    pub kind: String,
    /// Whose address may be the reason.
    pub recipient: String,
    /// The line that a mailbox would show.
    pub subject: String,
    /// When the fact happened that it tells.
    pub created_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried again.
    pub not_before: DateTime<Utc>,
    /// Of the last attempt, shortened; none when the relay ended before it could say.
    pub last_error: Option<String>,
}

/// The mails that have failed [`STUCK_AFTER`] times or more, the oldest first.
///
/// # Errors
/// Only what the database says.
pub async fn stuck(tx: &mut Tx) -> Result<Vec<Stuck>> {
    tx.sql(
        "SELECT id, kind, recipient, subject, created_at, attempts, not_before, last_error
         FROM outbox WHERE delivered_at IS NULL AND attempts >= $1
         ORDER BY created_at, id",
    )
    .bind(STUCK_AFTER)
    .all()
    .await
}

/// Since when the oldest mail could have left that nobody is at: neither delivered just now, nor
/// waiting for others to its domain.
///
/// # Errors
/// Only what the database says.
pub async fn forgotten_since(tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>> {
    let since: Option<(DateTime<Utc>,)> = tx
        .sql(
            "SELECT not_before FROM outbox
             WHERE delivered_at IS NULL AND not_before <= $1 AND recipient_domain NOT IN
                (SELECT busy.recipient_domain FROM outbox AS busy
                 WHERE busy.delivered_at IS NULL AND busy.leased_until > $1)
             ORDER BY not_before, id LIMIT 1",
        )
        .bind(now)
        .optional()
        .await?;
    Ok(since.map(|(since,)| since))
}

/// How many mails have not left yet.
///
/// # Errors
/// Only what the database says.
pub async fn waiting(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) =
        tx.sql("SELECT COUNT(*) FROM outbox WHERE delivered_at IS NULL").one().await?;
    Ok(count)
}
