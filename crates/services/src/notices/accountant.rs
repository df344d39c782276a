//! The mail to a new accountant.

use chrono::TimeDelta;
use domain::party::Email;
use platform::{Tx, throttle};

use super::url;
use crate::mail::{AccountantRegistered, Mail};
use crate::outbox::post;
use crate::{Context, Result};

/// Anybody can type anybody's address: so many of these mails reach one in a [`DAY`].
const MAILS_MAX: i64 = 5;
const DAY: TimeDelta = TimeDelta::days(1);

/// The username that was chosen.
pub(crate) async fn registered(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    address: &Email,
) -> Result<()> {
    let key = format!("username_mail:{}", address.as_str().to_lowercase());
    if !throttle::attempt(tx, &key, ctx.now(), MAILS_MAX, DAY).await? {
        return Ok(());
    }
    let mail = Mail::AccountantRegistered(AccountantRegistered {
        username: username.to_owned(),
        sign_in_url: url(ctx, "/commercialista/accedi"),
    });
    post(ctx, tx, address.as_str(), &mail).await
}
