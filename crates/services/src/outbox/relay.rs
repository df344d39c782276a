//! The shop's mails leave under the shop's name.

use platform::outbox::relay;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::ports::Mailer;
use crate::{Context, Result};

/// Delivers what is due now and tells how many mails left ([`relay::deliver_due`]).
///
/// # Errors
/// Only what the database says; a mail that does not leave is tried again.
pub async fn deliver_due(ctx: &Context, mailer: &Mailer) -> Result<usize> {
    Ok(relay::deliver_due(ctx, mailer).await?)
}

/// Delivers until `shutdown` ([`relay::run_forever`]). Each look into the outbox that went well is
/// told to `looked`, with the moment at which it began.
pub async fn run_forever(
    ctx: Context,
    mailer: Mailer,
    shutdown: CancellationToken,
    looked: impl Fn(Instant),
) {
    relay::run_forever(ctx, mailer, shutdown, looked).await;
}
