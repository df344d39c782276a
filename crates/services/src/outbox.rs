//! Writing mails and getting them out of the house.

pub mod relay;

use chrono::{DateTime, Utc};
use platform::outbox::{Bodies, NewMail, Sender, insert};
use platform::{Db, KeyRing, Tx};
use uuid::Uuid;

use crate::mail::Mail;
use crate::unreadable::set_aside;
use crate::{Context, Result};

/// Writes a mail in the transaction of the fact that it tells. The relay sends it after the
/// commit; if the transaction is undone, the mail never existed.
///
/// # Errors
/// Only what the database says.
pub async fn post(ctx: &Context, tx: &mut Tx, recipient: &str, mail: &Mail) -> Result<()> {
    write(ctx, tx, None, recipient, mail).await
}

/// The same for a mail about an order or a service, which remembers it.
///
/// # Errors
/// Only what the database says.
pub async fn post_about(
    ctx: &Context,
    tx: &mut Tx,
    about: Uuid,
    recipient: &str,
    mail: &Mail,
) -> Result<()> {
    write(ctx, tx, Some(about), recipient, mail).await
}

async fn write(
    ctx: &Context,
    tx: &mut Tx,
    about: Option<Uuid>,
    recipient: &str,
    mail: &Mail,
) -> Result<()> {
    let rendered = mail.render(&ctx.settings.brand);
    let id = ctx.new_id();
    let new = NewMail {
        id,
        kind: mail.kind(),
        recipient,
        subject: &rendered.subject,
        bodies: &Bodies { text: rendered.text, html: rendered.html },
        message_id: &format!("{id}@{}", ctx.settings.brand.mail_domain()),
        created_at: ctx.now(),
        about,
    };
    Ok(insert(tx, &ctx.keys, new).await?)
}

/// The shop's mails leave under the shop's name.
impl Sender for Context {
    fn db(&self) -> &Db {
        &self.db
    }

    fn keys(&self) -> &KeyRing {
        &self.keys
    }

    fn now(&self) -> DateTime<Utc> {
        self.now()
    }

    fn new_id(&self) -> Uuid {
        self.new_id()
    }

    fn address(&self) -> &str {
        &self.settings.brand.sender
    }

    async fn set_aside(&self, corrupt: Vec<platform::Error>) {
        set_aside(self, corrupt.into_iter().map(Into::into).collect()).await;
    }
}
