//! The mails about second factors.

use domain::second_factor::Change;
use platform::Tx;

use super::recovery::{recovery_url, this_moment};
use crate::mail::{Mail, SecondFactorChanged};
use crate::outbox::post;
use crate::{Context, Result};

/// What is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub what: Change,
    /// How many recovery codes can still be used, after one was.
    pub left: Option<usize>,
    /// Why we have taken it off.
    pub reason: Option<&'a str>,
    /// It is asked for at a panel, not at the shop.
    pub is_panel: bool,
}

/// Something happened to the second factor of whoever signs in with `username`.
pub(crate) async fn changed(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    address: &str,
    told: Told<'_>,
) -> Result<()> {
    let Told { what, left, reason, is_panel } = told;
    let mail = Mail::SecondFactorChanged(SecondFactorChanged {
        username: username.to_owned(),
        is_panel,
        what,
        at: this_moment(ctx),
        left,
        reason: reason.map(str::to_owned),
        recovery_url: recovery_url(ctx, is_panel),
    });
    post(ctx, tx, address, &mail).await
}
