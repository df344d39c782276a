//! The demo mailbox: what a customer would have found in theirs.

use domain::demo::Received;
use platform::{Result, Tx};

/// Puts a mail into the box, unless it is there already.
pub async fn insert(tx: &mut Tx, mail: &Received) -> Result<()> {
    tx.sql(
        "INSERT INTO mailbox
            (message_id, received_at, sender, recipient, subject, body_text, body_html)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (message_id) DO NOTHING",
    )
    .bind(&mail.message_id)
    .bind(mail.received_at)
    .bind(&mail.sender)
    .bind(&mail.recipient)
    .bind(&mail.subject)
    .bind(&mail.body_text)
    .bind(&mail.body_html)
    .run()
    .await?;
    Ok(())
}

/// The newest mails whose recipient contains a text, newest first. Capital and small letters are
/// the same, and the wildcards of `LIKE` are letters like any other.
pub async fn newest_to(tx: &mut Tx, recipient: &str, limit: i64) -> Result<Vec<Received>> {
    let literal: String = recipient
        .to_lowercase()
        .chars()
        .flat_map(|letter| {
            matches!(letter, '!' | '%' | '_').then_some('!').into_iter().chain([letter])
        })
        .collect();
    tx.sql(
        "SELECT message_id, received_at, sender, recipient, subject, body_text, body_html
         FROM mailbox WHERE LOWER(recipient) LIKE $1 ESCAPE '!'
         ORDER BY received_at DESC, message_id DESC LIMIT $2",
    )
    .bind(format!("%{literal}%"))
    .bind(limit)
    .all()
    .await
}

/// One mail by its id.
pub async fn of_message(tx: &mut Tx, message_id: &str) -> Result<Option<Received>> {
    tx.sql(
        "SELECT message_id, received_at, sender, recipient, subject, body_text, body_html
         FROM mailbox WHERE message_id = $1",
    )
    .bind(message_id)
    .optional()
    .await
}
