//! Mails waiting to leave the house.
//!
//! A relay *leases* a row before it delivers it, so that two relays never deliver the same row at
//! the same time, and a relay that dies loses it only until the lease is over. Nothing here
//! gives up on a row: [`failed`] only says when to try again.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::seal::{Bodies, open, seal};
use crate::{Error, KeyRing, Result, Tx};

/// Domains that no mail may leave for just now. An unused place holds what is no domain.
pub type Full<'a> = [&'a str; 3];

/// Every domain may have its mails.
pub const NONE_FULL: Full<'static> = ["@"; 3];

/// Longest reason of a failure that is kept, in characters.
const REASON_MAX: usize = 500;

/// A mail to be put into the outbox.
#[derive(Debug)]
pub struct NewMail<'a> {
    /// Drawn by the caller, later than those before: mails of one moment leave in its order.
    pub id: Uuid,
    /// What the mail tells, in one word: `how_to_pay`.
    pub kind: &'a str,
    /// `name@domain` or `Name <name@domain>`.
    pub recipient: &'a str,
    /// Kept beside the text, so that it is known after the text is forgotten.
    pub subject: &'a str,
    /// The text in both forms.
    pub bodies: &'a Bodies,
    /// Without angle brackets.
    pub message_id: &'a str,
    /// When the fact happened; the mail bears this date, and may leave from then on.
    pub created_at: DateTime<Utc>,
    /// What the mail is about, for whoever asks later which mails were.
    pub about: Option<Uuid>,
}

/// A mail that is ours to deliver until its lease is over.
#[derive(Clone, Debug)]
pub struct Leased {
    /// The row, by which it is reported when it has left.
    pub id: Uuid,
    /// Proves that nobody has leased it since: [`failed`] writes only under it.
    pub lease: Uuid,
    /// As in [`NewMail`].
    pub recipient: String,
    /// In small letters: mails to one domain take turns.
    pub recipient_domain: String,
    /// The line that a mailbox shows.
    pub subject: String,
    /// Without angle brackets; the same at each attempt, so that a mailbox can tell a double.
    pub message_id: String,
    /// The date that the mail bears.
    pub created_at: DateTime<Utc>,
    /// This one included.
    pub attempts: i64,
    /// Sealed.
    payload: String,
}

#[derive(sqlx::FromRow)]
struct LeasedRow {
    id: Uuid,
    recipient: String,
    recipient_domain: String,
    subject: String,
    message_id: String,
    created_at: DateTime<Utc>,
    attempts: i64,
    payload: String,
}

impl LeasedRow {
    fn leased(self, lease: Uuid) -> Leased {
        Leased {
            id: self.id,
            lease,
            recipient: self.recipient,
            recipient_domain: self.recipient_domain,
            subject: self.subject,
            message_id: self.message_id,
            created_at: self.created_at,
            attempts: self.attempts,
            payload: self.payload,
        }
    }
}

impl Leased {
    /// The text to deliver.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the stored text is not what [`insert`] wrote, or was sealed with a key
    /// that is gone.
    pub fn bodies(&self, keys: &KeyRing) -> Result<Bodies> {
        open(&self.payload, keys, self.id)
    }
}

/// Puts a mail into the outbox, in the transaction of the fact that it tells.
///
/// # Errors
/// What the database says, or that the text is too long for a seal.
pub async fn insert(tx: &mut Tx, keys: &KeyRing, mail: NewMail<'_>) -> Result<()> {
    let payload = seal(mail.bodies, keys, mail.id)?;
    tx.sql(
        "INSERT INTO outbox
            (id, kind, recipient, recipient_domain, subject, payload, message_id, created_at,
             not_before, about)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)",
    )
    .bind(mail.id)
    .bind(mail.kind)
    .bind(mail.recipient)
    .bind(domain_of(mail.recipient))
    .bind(mail.subject)
    .bind(payload)
    .bind(mail.message_id)
    .bind(mail.created_at)
    .bind(mail.about)
    .run()
    .await?;
    Ok(())
}

/// The domain of `name@domain` or `Name <name@domain>`, in small letters.
fn domain_of(recipient: &str) -> String {
    let domain = recipient.rsplit_once('@').map_or("", |(_, domain)| domain);
    domain.trim_end_matches(['>', ' ']).to_lowercase()
}

/// The mail that has waited longest among those that may go now and nobody is delivering.
///
/// # Errors
/// Only what the database says.
pub async fn next_due(
    tx: &mut Tx,
    now: DateTime<Utc>,
    [full, fuller, fullest]: Full<'_>,
) -> Result<Option<Uuid>> {
    let due: Option<(Uuid,)> = tx
        .sql(
            "SELECT id FROM outbox
             WHERE delivered_at IS NULL AND not_before <= $1
               AND (leased_until IS NULL OR leased_until <= $1)
               AND recipient_domain NOT IN ($2, $3, $4)
             ORDER BY not_before, id LIMIT 1",
        )
        .bind(now)
        .bind(full)
        .bind(fuller)
        .bind(fullest)
        .optional()
        .await?;
    Ok(due.map(|(id,)| id))
}

/// Takes the next mail that is due, under the new lease `lease`. One that cannot be read is leased as
/// well, so that nobody comes by it before long, and goes to `aside`.
///
/// Commit before delivering: only then do the other relays know.
///
/// # Errors
/// Only what the database says; a row that cannot be read is put into `aside` instead.
pub async fn lease_next(
    tx: &mut Tx,
    lease: Uuid,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    full: Full<'_>,
    aside: &mut Vec<Error>,
) -> Result<Option<Leased>> {
    while let Some(id) = next_due(tx, now, full).await? {
        // Another relay may have been faster since; on PostgreSQL this statement waits for it
        // and then finds the row taken. The next one may still be free.
        let row: Result<Option<LeasedRow>> = tx
            .sql(
                "UPDATE outbox SET lease = $1, leased_until = $2, attempts = attempts + 1
                 WHERE id = $3 AND delivered_at IS NULL
                   AND (leased_until IS NULL OR leased_until <= $4)
                 RETURNING id, recipient, recipient_domain, subject, message_id, created_at, attempts,
                     payload",
            )
            .bind(lease)
            .bind(until)
            .bind(id)
            .bind(now)
            .found("outbox", "id")
            .await;
        match row {
            Ok(Some(row)) => return Ok(Some(row.leased(lease))),
            Ok(None) => {}
            Err(error @ Error::Corrupt { .. }) => aside.push(error),
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// Whether a mail that has not left can be read.
///
/// # Errors
/// [`Error::NotFound`] when it has left or was never there.
/// [`Error::Corrupt`] when it cannot be read.
pub async fn check(tx: &mut Tx, keys: &KeyRing, id: Uuid) -> Result<()> {
    let row: Option<LeasedRow> = tx
        .sql(
            "SELECT id, recipient, recipient_domain, subject, message_id, created_at, attempts, \
             payload FROM outbox WHERE id = $1 AND delivered_at IS NULL",
        )
        .bind(id)
        .found("outbox", "id")
        .await?;
    let row = row.ok_or(Error::NotFound("mail"))?;
    open(&row.payload, keys, id).map(drop)
}

/// The mail has left. Its text is forgotten: nobody needs its secrets any more. So is its address, when
/// [`forget_recipient`] has asked for that.
///
/// This holds even when the lease was over meanwhile: whoever has it now need not send it again.
///
/// # Errors
/// Only what the database says.
pub async fn delivered(tx: &mut Tx, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "UPDATE outbox
         SET delivered_at = $1, payload = '{}', lease = NULL, leased_until = NULL,
             last_error = NULL, recipient = COALESCE(recipient_after, recipient),
             recipient_domain = CASE WHEN recipient_after IS NULL THEN recipient_domain ELSE '' END
         WHERE id = $2 AND delivered_at IS NULL",
    )
    .bind(now)
    .bind(id)
    .run()
    .await?;
    Ok(())
}

/// Puts `nobody` in the place of an address: at once on mails that have left, and on those that have not
/// as soon as they have.
///
/// # Errors
/// Only what the database says.
pub async fn forget_recipient(tx: &mut Tx, recipient: &str, nobody: &str) -> Result<()> {
    tx.sql(
        "UPDATE outbox
         SET recipient = CASE WHEN delivered_at IS NULL THEN recipient ELSE $2 END,
             recipient_domain = CASE WHEN delivered_at IS NULL THEN recipient_domain ELSE '' END,
             recipient_after = $2
         WHERE recipient = $1",
    )
    .bind(recipient)
    .bind(nobody)
    .run()
    .await?;
    Ok(())
}

/// The mail has not left: it waits until `not_before`. Does nothing when the lease was lost.
///
/// # Errors
/// Only what the database says.
pub async fn failed(
    tx: &mut Tx,
    mail: &Leased,
    reason: &str,
    not_before: DateTime<Utc>,
) -> Result<()> {
    let reason: String = reason.chars().take(REASON_MAX).collect();
    tx.sql(
        "UPDATE outbox
         SET not_before = $1, last_error = $2, lease = NULL, leased_until = NULL
         WHERE id = $3 AND lease = $4",
    )
    .bind(not_before)
    .bind(reason)
    .bind(mail.id)
    .bind(mail.lease)
    .run()
    .await?;
    Ok(())
}

#[cfg(test)]
pub mod testing {
    use super::*;

    /// A mail that a relay has taken.
    pub fn a_leased_mail(recipient: &str) -> Leased {
        Leased {
            id: Uuid::new_v4(),
            lease: Uuid::new_v4(),
            recipient: recipient.into(),
            recipient_domain: domain_of(recipient),
            subject: "Prova".into(),
            message_id: "1@bottega.example".into(),
            created_at: DateTime::UNIX_EPOCH,
            attempts: 1,
            payload: "{}".into(),
        }
    }

    #[test]
    fn a_domain_is_known_however_its_address_is_written() {
        for recipient in ["a@uno.example", "A <a@Uno.Example>", "\"a@b\" <a@UNO.example> "] {
            assert_eq!(domain_of(recipient), "uno.example", "{recipient}");
        }
        assert_eq!(domain_of("this is no address"), "");
    }
}
