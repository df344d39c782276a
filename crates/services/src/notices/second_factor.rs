//! The mails about second factors.

use domain::second_factor::{Change, Door};
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
    /// Where it is asked for.
    pub door: Door,
}

/// Something happened to the second factor of whoever signs in with `username`.
pub(crate) async fn changed(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    address: &str,
    told: Told<'_>,
) -> Result<()> {
    let Told { what, left, reason, door } = told;
    let mail = Mail::SecondFactorChanged(SecondFactorChanged {
        username: username.to_owned(),
        door,
        what,
        at: this_moment(ctx),
        left,
        reason: reason.map(str::to_owned),
        recovery_url: recovery_url(ctx, door),
    });
    post(ctx, tx, address, &mail).await
}
