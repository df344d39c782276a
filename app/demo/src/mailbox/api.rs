//! The server functions of the demo mailbox.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// A mail in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    pub message_id: String,
    pub from: String,
    pub to: String,
    pub subject: String,
    /// `22 novembre 2026, 12:00`, in Italy.
    pub received: String,
}

/// A mail that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailView {
    pub envelope: Envelope,
    pub text: String,
}

/// The newest mails, newest first; with `recipient`, those to an address that contains it.
#[server(output = Json)]
pub async fn load_mails(#[server(default)] recipient: String) -> Result<Vec<Envelope>, AppError> {
    let mails = services::demo::mails(&ui::request::context(), &recipient).await?;
    Ok(mails.iter().map(Envelope::of).collect())
}

/// One mail.
#[server(output = Json)]
pub async fn load_mail(message_id: String) -> Result<MailView, AppError> {
    let mail = services::demo::mail(&ui::request::context(), &message_id).await?;
    Ok(MailView { envelope: Envelope::of(&mail), text: mail.body_text })
}

#[cfg(feature = "ssr")]
impl Envelope {
    fn of(mail: &services::demo::Received) -> Self {
        use services::civil_time;
        let at = civil_time(mail.received_at);
        Self {
            message_id: mail.message_id.clone(),
            from: mail.sender.clone(),
            to: mail.recipient.clone(),
            subject: mail.subject.clone(),
            received: format!("{}, {}", domain::format::date(at.date()), at.format("%H:%M")),
        }
    }
}
