//! Mails, and whoever carries them away.
//!
//! Whoever sends must tell three failures apart. When the server does not let us in, nothing is
//! wrong with the mail, and every other one would meet the same closed door; when the server wants
//! this mail later, the others may well go; and when it refuses the mail, trying again soon will
//! not help. See [`crate::outbox::relay`] for what follows from each.

mod domain;
mod smtp;

pub use domain::{in_ascii, in_letters};
pub use smtp::Patience;

use std::fmt::{self, Display};
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Address;
use lettre::address::AddressError;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};

use crate::Result;

/// One mail, complete. Sending it again gives the same mail again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Without angle brackets, the same at every attempt.
    pub message_id: String,
    /// When the mail was posted.
    pub written_at: DateTime<Utc>,
    /// `Name <address>`, or an address alone; so is `to`.
    pub from: String,
    /// Its recipient.
    pub to: String,
    /// The line that a mailbox shows.
    pub subject: String,
    /// For programs that show no HTML.
    pub text: String,
    /// The same facts with colours.
    pub html: String,
}

/// Whoever carries mails away.
pub trait Carrier: Send + Sync {
    /// Carries one mail away. When this says `Ok`, somebody else is responsible for it.
    ///
    /// # Errors
    /// Whether it can be tried again, and why it did not leave.
    fn send(&self, message: &Message) -> impl Future<Output = Result<(), SendError>> + Send;
}

/// A mail server. It never shows its address, which contains the password.
#[derive(Clone)]
pub struct Smtp(Box<smtp::Server>);

/// Why a mail did not leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendError {
    /// Nobody let us in: no answer, no place left, or the server does not know us.
    Unreachable(String),
    /// We were let in, and the server wants this mail later, or fell silent in the middle of it.
    Postponed(String),
    /// The server will not take this mail, or it cannot be written as one.
    Refused(String),
}

impl Smtp {
    /// `smtp://user:password@host:587?tls=required` (STARTTLS), `smtps://…` (TLS from the start),
    /// or `smtp://localhost:25` without encryption. Nothing is contacted yet.
    ///
    /// # Errors
    /// When the address is none of a mail server.
    pub fn parse(url: &str, patience: Patience) -> Result<Self> {
        Ok(Self(Box::new(smtp::Server::parse(url, patience)?)))
    }
}

impl Carrier for Smtp {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let letter = letter(message).map_err(SendError::Refused)?;
        self.0.take(&letter).await
    }
}

fn letter(message: &Message) -> Result<lettre::Message, String> {
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

/// Who sends or receives, with the domain in ASCII: not every mail server knows other letters.
fn mailbox(text: &str) -> Result<Mailbox, String> {
    let wrong = |why: &dyn Display| format!("{text:?} is not a mail address: {why}");
    let mailbox: Mailbox = text.parse().map_err(|error: AddressError| wrong(&error))?;
    let domain = in_ascii(mailbox.email.domain()).ok_or_else(|| wrong(&"no such domain"))?;
    let email = Address::new(mailbox.email.user(), domain).map_err(|error| wrong(&error))?;
    Ok(Mailbox { email, ..mailbox })
}

impl Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::Unreachable(why) => write!(f, "mail server not reached: {why}"),
            SendError::Postponed(why) => write!(f, "mail not taken yet: {why}"),
            SendError::Refused(why) => write!(f, "mail refused: {why}"),
        }
    }
}

impl std::error::Error for SendError {}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Smtp(…)")
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
            assert!(Smtp::parse(url, Patience::USUAL).is_ok(), "{url}");
        }
        for url in ["", "localhost", "http://mail.example", "smtp://mail.example?tls=perhaps"] {
            assert!(Smtp::parse(url, Patience::USUAL).is_err(), "{url}");
        }
    }

    #[test]
    fn a_mail_server_does_not_show_its_password() {
        let server = Smtp::parse("smtps://anna:segreto@mail.example", Patience::USUAL).unwrap();
        assert!(!format!("{server:?}").contains("segreto"));
    }

    #[test]
    fn a_mail_server_reads_a_domain_in_ascii() {
        let message = Message {
            message_id: "1@bottega.example".into(),
            written_at: DateTime::UNIX_EPOCH,
            from: "Bottega <ordini@bottega.example>".into(),
            to: "Anna.Bianchi@caffè.it".into(),
            subject: "Prova".into(),
            text: "Prova".into(),
            html: "<p>Prova</p>".into(),
        };
        let letter = letter(&message).unwrap();
        let to: Vec<_> = letter.envelope().to().iter().map(ToString::to_string).collect();
        assert_eq!(to, ["Anna.Bianchi@xn--caff-8oa.it"]);
        let written = String::from_utf8(letter.formatted()).unwrap();
        assert!(written.contains("To: Anna.Bianchi@xn--caff-8oa.it\r\n"), "{written}");
        assert!(written.contains("From: Bottega <ordini@bottega.example>\r\n"), "{written}");
    }
}
