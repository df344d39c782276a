//! `Posta`: the mails that the demonstration shop would have sent.

use domain::text;

use crate::store::mailbox;
use crate::{Context, Error, Result};
use domain::demo::Received;

/// The most mails that one page shows.
const PAGE: i64 = 100;

/// The newest mails to an address that contains `recipient`; all of them when that is empty.
///
/// # Errors
/// `NotFound` outside of a demo.
pub async fn mails(ctx: &Context, recipient: &str) -> Result<Vec<Received>> {
    only_in_the_demo(ctx)?;
    let mut tx = ctx.db.read().await?;
    Ok(mailbox::newest_to(&mut tx, &text::word(recipient), PAGE).await?)
}

/// One mail.
///
/// # Errors
/// `NotFound` outside of a demo, and for a mail that is not there.
pub async fn mail(ctx: &Context, message_id: &str) -> Result<Received> {
    only_in_the_demo(ctx)?;
    let mut tx = ctx.db.read().await?;
    mailbox::of_message(&mut tx, message_id).await?.ok_or(Error::NotFound("mail"))
}

/// A real shop has no mailbox and no clock that can be moved; and if it was a demonstration once, what lies there stays closed.
pub(super) fn only_in_the_demo(ctx: &Context) -> Result<()> {
    if ctx.settings.demo { Ok(()) } else { Err(Error::NotFound("mailbox")) }
}
