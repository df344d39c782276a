//! The mails about an account.

use chrono::TimeDelta;
use domain::format::date;
use domain::party::Email;
use platform::{Tx, clock::civil_time, throttle};

use super::url;
use crate::mail::{AccountOpened, Mail, NumbersRegistered};
use crate::outbox::post;
use crate::store::accounts::{Earlier, Newcomer};
use crate::{Context, Result};

/// Anybody can type anybody's address into the registration: so many of its mails reach one
/// address in a [`DAY`]. The accounts are made all the same.
const USERNAMES_MAX: i64 = 5;

/// However often a number is registered, each earlier account hears of it once in a [`DAY`].
const NOTICES_MAX: i64 = 1;
const DAY: TimeDelta = TimeDelta::days(1);

/// The username that was given out.
pub(crate) async fn username(
    ctx: &Context,
    tx: &mut Tx,
    number: i64,
    address: &Email,
) -> Result<()> {
    let key = format!("username_mail:{}", address.as_str().to_lowercase());
    if !throttle::attempt(tx, &key, ctx.now(), USERNAMES_MAX, DAY).await? {
        return Ok(());
    }
    let mail = Mail::AccountOpened(AccountOpened {
        username: ctx.settings.username(number),
        sign_in_url: url(ctx, "/accedi"),
    });
    post(ctx, tx, address.as_str(), &mail).await
}

/// Somebody else has registered with the numbers of this account. Who it was is not told: they may
/// be whose numbers these are.
pub(crate) async fn numbers_registered(
    ctx: &Context,
    tx: &mut Tx,
    earlier: &Earlier,
    newcomer: &Newcomer,
) -> Result<()> {
    let key = format!("numbers_mail:{}", earlier.id);
    if !throttle::attempt(tx, &key, ctx.now(), NOTICES_MAX, DAY).await? {
        return Ok(());
    }
    let vat_number = newcomer.vat_number.as_ref().filter(|_| earlier.shares_vat_number);
    let mail = Mail::NumbersRegistered(NumbersRegistered {
        username: ctx.settings.username(earlier.number),
        is_vat_number: vat_number.is_some(),
        number: vat_number.unwrap_or(&newcomer.tax_code).clone(),
        on: date(civil_time(newcomer.registered_at).date()),
        sign_in_url: url(ctx, "/accedi"),
    });
    post(ctx, tx, &earlier.email, &mail).await
}
