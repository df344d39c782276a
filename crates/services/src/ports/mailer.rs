//! The post office: a real mail server, or the demo's own mailbox.

use std::fmt;

use platform::mail::{Carrier, Message, Patience, SendError, Smtp};
use platform::{Db, Result};

use crate::store::mailbox as demo_mailbox;
use domain::demo::Received;

/// Who carries the mails away.
#[derive(Clone)]
pub enum Mailer {
    /// A mail server.
    Smtp(Smtp),
    /// Keeps them in the table `mailbox`, where the demo shows them.
    Mailbox(Db),
}

impl Mailer {
    /// A mail server by its address, see [`Smtp::parse`].
    ///
    /// # Errors
    /// When the address is none of a mail server.
    pub fn smtp(url: &str) -> Result<Self> {
        Self::smtp_within(url, Patience::USUAL)
    }

    /// The same with a patience of one's own.
    ///
    /// # Errors
    /// When the address is none of a mail server.
    pub fn smtp_within(url: &str, patience: Patience) -> Result<Self> {
        Ok(Mailer::Smtp(Smtp::parse(url, patience)?))
    }

    /// The demo's mailbox in the shop's own database.
    #[must_use]
    pub fn mailbox(db: Db) -> Self {
        Mailer::Mailbox(db)
    }
}

impl Carrier for Mailer {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        match self {
            Mailer::Smtp(server) => server.send(message).await,
            Mailer::Mailbox(db) => keep(db, message)
                .await
                .map_err(|error| SendError::Unreachable(format!("mailbox: {error}"))),
        }
    }
}

async fn keep(db: &Db, message: &Message) -> Result<()> {
    let Message { message_id, written_at, from, to, subject, text, html } = message.clone();
    let received = Received {
        message_id,
        received_at: written_at,
        sender: from,
        recipient: to,
        subject,
        body_text: text,
        body_html: html,
    };
    let mut tx = db.write().await?;
    demo_mailbox::insert(&mut tx, &received).await?;
    tx.commit().await
}

impl fmt::Debug for Mailer {
    /// Never the address of the server: it contains the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Mailer::Smtp(_) => "Mailer::Smtp",
            Mailer::Mailbox(_) => "Mailer::Mailbox",
        })
    }
}
