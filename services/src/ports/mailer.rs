//! The post office: a real mail server, or the demo's own mailbox.
//!
//! Whoever sends must tell two failures apart. When the server cannot be reached nothing is wrong
//! with the mail and it only has to wait; when the server refuses the mail, trying again soon
//! will not help. See `outbox::relay` for what follows from each.

use std::fmt::{self, Display};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::db::Db;
use crate::error::{Error, Result};
use crate::store::mailbox;

/// How long one answer of the mail server may take.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);

/// How long a whole delivery may take. The relay's lease is longer than this.
pub const DELIVERY_TIMEOUT: Duration = Duration::from_secs(60);

/// One mail, complete. Sending it again gives the same mail again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Without angle brackets, the same at every attempt.
    pub message_id: String,
    pub written_at: DateTime<Utc>,
    /// `Name <address>`, or an address alone; so is `to`.
    pub from: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Who carries the mails away.
#[derive(Clone)]
pub enum Mailer {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Keeps them in the table `mailbox`, where the demo shows them.
    Mailbox(Db),
}

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// Nobody answered, or the server asked to come back later, or it does not know us.
    Unreachable(String),
    /// The server will not take this mail, or it cannot be written as one.
    Refused(String),
}

impl Mailer {
    /// `smtp://user:password@host:587?tls=required` (STARTTLS), `smtps://…` (TLS from the start),
    /// or `smtp://localhost:25` without encryption. Nothing is contacted yet.
    pub fn smtp(url: &str) -> Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(Error::broken)?
            .timeout(Some(ANSWER_TIMEOUT))
            .build();
        Ok(Mailer::Smtp(transport))
    }

    /// The demo's mailbox in the shop's own database.
    pub fn mailbox(db: Db) -> Self {
        Mailer::Mailbox(db)
    }

    /// Carries one mail away. When this says `Ok`, somebody else is responsible for it.
    pub async fn send(&self, message: &Message) -> std::result::Result<(), SendError> {
        match self {
            Mailer::Smtp(transport) => {
                let letter = letter(message).map_err(SendError::Refused)?;
                match tokio::time::timeout(DELIVERY_TIMEOUT, transport.send(letter)).await {
                    Ok(answer) => answer.map(drop).map_err(SendError::from),
                    Err(_) => Err(SendError::Unreachable("the mail server is too slow".into())),
                }
            }
            Mailer::Mailbox(db) => keep(db, message)
                .await
                .map_err(|error| SendError::Unreachable(format!("mailbox: {error}"))),
        }
    }
}

async fn keep(db: &Db, message: &Message) -> Result<()> {
    let mut tx = db.write().await?;
    mailbox::insert(&mut tx, message).await?;
    tx.commit().await
}

fn letter(message: &Message) -> std::result::Result<lettre::Message, String> {
    let mailbox = |text: &str| {
        text.parse::<Mailbox>().map_err(|error| format!("{text:?} is not a mail address: {error}"))
    };
    // RFC 3834: no holiday notices in answer to this.
    let automatic = HeaderValue::new(
        HeaderName::new_from_ascii_str("Auto-Submitted"),
        "auto-generated".to_owned(),
    );
    lettre::Message::builder()
        .message_id(Some(format!("<{}>", message.message_id)))
        .date(SystemTime::from(message.written_at))
        .from(mailbox(&message.from)?)
        .to(mailbox(&message.to)?)
        .subject(message.subject.clone())
        .raw_header(automatic)
        .multipart(MultiPart::alternative_plain_html(message.text.clone(), message.html.clone()))
        .map_err(|error| error.to_string())
}

impl From<smtp::Error> for SendError {
    fn from(error: smtp::Error) -> Self {
        // 5.3.0, 5.3.4, 5.3.5: wrong or missing credentials. That is about us, not about the mail.
        let about_us =
            error.status().is_some_and(|code| matches!(u16::from(code), 530 | 534 | 535 | 538));
        if error.is_permanent() && !about_us {
            SendError::Refused(with_causes(&error))
        } else {
            SendError::Unreachable(with_causes(&error))
        }
    }
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let sentence = deeper.to_string();
        if !text.contains(&sentence) {
            text.push_str(": ");
            text.push_str(&sentence);
        }
        cause = deeper.source();
    }
    text
}

impl Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::Unreachable(why) => write!(f, "mail server not reached: {why}"),
            SendError::Refused(why) => write!(f, "mail refused: {why}"),
        }
    }
}

impl std::error::Error for SendError {}

impl fmt::Debug for Mailer {
    /// Never the address of the server: it contains the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Mailer::Smtp(_) => "Mailer::Smtp",
            Mailer::Mailbox(_) => "Mailer::Mailbox",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_addresses_of_mail_servers_are_understood() {
        for url in [
            "smtp://localhost:25",
            "smtp://anna:p%40ss@mail.example:587?tls=required",
            "smtps://anna:p%40ss@mail.example",
        ] {
            assert!(Mailer::smtp(url).is_ok(), "{url}");
        }
        for url in ["", "localhost", "http://mail.example", "smtp://mail.example?tls=perhaps"] {
            assert!(Mailer::smtp(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_mailer_does_not_show_its_password() {
        let mailer = Mailer::smtp("smtps://anna:segreto@mail.example").unwrap();
        assert!(!format!("{mailer:?}").contains("segreto"));
    }
}
