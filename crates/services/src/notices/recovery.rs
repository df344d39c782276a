//! The mails about usernames, passwords and addresses that were asked for or changed.

use domain::format::moment;
use domain::recovery::LINK_LIVES;
use domain::second_factor::Door;
use platform::{Tx, clock::civil_time};

use super::url;
use crate::mail::{
    AddressOf, EmailChanged, EmailToConfirm, Mail, PasswordChanged, PasswordLink, UsernameRecovered,
};
use crate::outbox::post;
use crate::{Context, Result};

const ACCOUNT: &str = "/recupera-password";
const PANEL: &str = "/pannello/recupera-password";
const ACCOUNTANT: &str = "/commercialista/recupera-password";

/// The username that was forgotten.
pub(crate) async fn username(ctx: &Context, tx: &mut Tx, number: i64, address: &str) -> Result<()> {
    let mail = Mail::UsernameRecovered(UsernameRecovered {
        username: ctx.settings.username(number),
        sign_in_url: url(ctx, "/accedi"),
        password_url: url(ctx, ACCOUNT),
    });
    post(ctx, tx, address, &mail).await
}

/// The way to a new password of an account.
pub(crate) async fn account_link(
    ctx: &Context,
    tx: &mut Tx,
    number: i64,
    address: &str,
    secret: &str,
) -> Result<()> {
    link(ctx, tx, (&ctx.settings.username(number), address), Door::Account, secret).await
}

/// The way to a new password of a panel user.
pub(crate) async fn panel_link(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    address: &str,
    secret: &str,
) -> Result<()> {
    link(ctx, tx, (username, address), Door::Panel, secret).await
}

/// The way to a new password of an accountant.
pub(crate) async fn accountant_link(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    address: &str,
    secret: &str,
) -> Result<()> {
    link(ctx, tx, (username, address), Door::Accountant, secret).await
}

/// The way to a new password of whoever has this username at a door.
async fn link(
    ctx: &Context,
    tx: &mut Tx,
    (username, address): (&str, &str),
    door: Door,
    secret: &str,
) -> Result<()> {
    let mail = Mail::PasswordLink(PasswordLink {
        username: username.to_owned(),
        door,
        url: format!("{}/nuova?link={secret}", recovery_url(ctx, door)),
        valid_minutes: LINK_LIVES.num_minutes(),
    });
    post(ctx, tx, address, &mail).await
}

/// The password of an account is another one.
pub(crate) async fn account_password_changed(
    ctx: &Context,
    tx: &mut Tx,
    number: i64,
    address: &str,
) -> Result<()> {
    password_changed(ctx, tx, (&ctx.settings.username(number), address), Door::Account).await
}

/// The password of a panel user is another one.
pub(crate) async fn panel_password_changed(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    address: &str,
) -> Result<()> {
    password_changed(ctx, tx, (username, address), Door::Panel).await
}

/// The password of an accountant is another one.
pub(crate) async fn accountant_password_changed(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    address: &str,
) -> Result<()> {
    password_changed(ctx, tx, (username, address), Door::Accountant).await
}

/// The password of whoever has this username at a door is another one.
async fn password_changed(
    ctx: &Context,
    tx: &mut Tx,
    (username, address): (&str, &str),
    door: Door,
) -> Result<()> {
    let mail = Mail::PasswordChanged(PasswordChanged {
        username: username.to_owned(),
        door,
        at: this_moment(ctx),
        recovery_url: recovery_url(ctx, door),
    });
    post(ctx, tx, address, &mail).await
}

/// To a new address: the link that confirms it.
pub(crate) async fn email_to_confirm(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    (of, address): (AddressOf, &str),
    secret: &str,
) -> Result<()> {
    let page = match of {
        AddressOf::Account | AddressOf::Holder => "/conferma-email",
        AddressOf::Accountant => "/commercialista/conferma-email",
    };
    let mail = Mail::EmailToConfirm(EmailToConfirm {
        username: username.to_owned(),
        of,
        url: url(ctx, &format!("{page}?link={secret}")),
        valid_minutes: LINK_LIVES.num_minutes(),
    });
    post(ctx, tx, address, &mail).await
}

/// To the old address: `new` is shown in part, and was confirmed or only asked for.
pub(crate) async fn email_changed(
    ctx: &Context,
    tx: &mut Tx,
    username: &str,
    (of, address): (AddressOf, &str),
    new: &str,
    is_done: bool,
) -> Result<()> {
    let door = match of {
        AddressOf::Account | AddressOf::Holder => Door::Account,
        AddressOf::Accountant => Door::Accountant,
    };
    let mail = Mail::EmailChanged(EmailChanged {
        username: username.to_owned(),
        of,
        new: in_part(new),
        is_done,
        recovery_url: recovery_url(ctx, door),
    });
    post(ctx, tx, address, &mail).await
}

/// Where whoever has not done something at this door chooses a new password.
pub(super) fn recovery_url(ctx: &Context, door: Door) -> String {
    let page = match door {
        Door::Panel => PANEL,
        Door::Accountant => ACCOUNTANT,
        // Nobody writes to the staff.
        Door::Account | Door::Staff => ACCOUNT,
    };
    url(ctx, page)
}

pub(super) fn this_moment(ctx: &Context) -> String {
    moment(civil_time(ctx.now()))
}

/// Enough of an address for its owner to know it: an old mailbox may be read by others.
fn in_part(address: &str) -> String {
    let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
    let first: String = local.chars().take(1).collect();
    format!("{first}…@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_to_its_owner_and_to_nobody_else() {
        assert_eq!(in_part("anna.rossi@studio.example"), "a…@studio.example");
    }
}
