//! The demo mailbox: what a customer would have found in theirs.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::error::Result;
use crate::ports::mailer::Message;

/// One mail as the demo shows it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Received {
    pub message_id: String,
    pub received_at: DateTime<Utc>,
    pub sender: String,
    pub recipient: String,
    pub subject: String,
    pub body_text: String,
    pub body_html: String,
}

/// Puts a mail into the box, unless it is there already.
pub async fn insert(tx: &mut Tx, message: &Message) -> Result<()> {
    tx.sql(
        "INSERT INTO mailbox
            (message_id, received_at, sender, recipient, subject, body_text, body_html)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (message_id) DO NOTHING",
    )
    .bind(&message.message_id)
    .bind(message.written_at)
    .bind(&message.from)
    .bind(&message.to)
    .bind(&message.subject)
    .bind(&message.text)
    .bind(&message.html)
    .run()
    .await?;
    Ok(())
}

/// The newest mails, newest first.
pub async fn newest(tx: &mut Tx, limit: i64) -> Result<Vec<Received>> {
    tx.sql(
        "SELECT message_id, received_at, sender, recipient, subject, body_text, body_html
         FROM mailbox ORDER BY received_at DESC, message_id DESC LIMIT $1",
    )
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
