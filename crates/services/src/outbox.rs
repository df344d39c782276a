//! Writing mails and getting them out of the house.

mod deliveries;
pub mod relay;

pub use deliveries::{PLACES, PLACES_OF_A_DOMAIN};

use crate::Context;
use crate::db::Tx;
use crate::error::Result;
use crate::mail::Mail;
use crate::store::outbox::{Bodies, NewMail, insert};

/// Writes a mail in the transaction of the fact that it tells. The relay sends it after the
/// commit; if the transaction is undone, the mail never existed.
///
/// # Errors
/// Only what the database says.
pub async fn post(ctx: &Context, tx: &mut Tx, recipient: &str, mail: &Mail) -> Result<()> {
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
    };
    insert(tx, new).await
}
