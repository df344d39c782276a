//! The job that looks who is meant, and writes to them.

use chrono::TimeDelta;
use domain::recovery::LINK_LIVES;
use platform::{Tx, throttle};
use uuid::Uuid;

use super::What;
use crate::secret_link::{self, Link, Purpose, beside};
use crate::store::accountants;
use crate::store::accounts::{self, Reachable};
use crate::store::panel_users;
use crate::store::recoveries;
use crate::store::subscriptions;
use crate::unreadable::unless_skipped;
use crate::{Context, Error, Result, notices};

/// Accounts with one address or number that are written to, the oldest first. Nobody has more by
/// right.
const WRITTEN_TO_MAX: i64 = 20;

/// Mails that one account, panel user or accountant gets in a [`WINDOW`], however often somebody asks. The
/// window is as long as a link lives, so the last of them can be used until the next one is sent:
/// nobody keeps an owner out by asking without end.
const MAILS_MAX: i64 = 3;
const WINDOW: TimeDelta = LINK_LIVES;

/// Answers the oldest request. Returns how many were worked through: when it is one, there may be
/// more.
///
/// # Errors
/// Only what the database says.
pub async fn answer_requests(ctx: &Context) -> Result<usize> {
    let Some(id) = recoveries::oldest(&mut ctx.db.read().await?).await? else { return Ok(0) };
    let answered = ctx.db.retrying(|| answer(ctx, id)).await;
    if unless_skipped(ctx, answered).await?.is_none() {
        // Nobody can be written to whose row cannot be read; the others shall not wait for them.
        ctx.db.retrying(|| give_up(ctx, id)).await?;
    }
    Ok(1)
}

async fn answer(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let Some(request) = recoveries::take(&mut tx, id).await? else { return Ok(()) };
    let corrupt = || Error::corrupt("recovery_request", "what", request.id);
    match What::read(&request.what, corrupt)? {
        What::Username => send_usernames(ctx, &mut tx, &request.typed).await?,
        What::AccountPassword => send_account_link(ctx, &mut tx, &request.typed).await?,
        What::PanelPassword => send_panel_link(ctx, &mut tx, &request.typed).await?,
        What::AccountantPassword => send_accountant_link(ctx, &mut tx, &request.typed).await?,
    }
    Ok(tx.commit().await?)
}

async fn give_up(ctx: &Context, id: Uuid) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    recoveries::remove(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// Each account hears of itself alone: who shares a number need not know of each other.
async fn send_usernames(ctx: &Context, tx: &mut Tx, typed: &str) -> Result<()> {
    let known = if typed.contains('@') {
        accounts::with_email(tx, typed, WRITTEN_TO_MAX).await?
    } else {
        accounts::with_number_of_party(tx, typed, WRITTEN_TO_MAX).await?
    };
    for Reachable { id, number, email } in known {
        if may_write(ctx, tx, &format!("username_recovery:{id}")).await? {
            notices::recovery::username(ctx, tx, number, &email).await?;
        }
    }
    Ok(())
}

async fn send_account_link(ctx: &Context, tx: &mut Tx, typed: &str) -> Result<()> {
    let Ok(number) = typed.parse() else { return Ok(()) };
    let Some(known) = accounts::credentials(tx, number).await? else { return Ok(()) };
    let accounts::Credentials { id, password_hash: hash, email, .. } = known;
    if !may_write(ctx, tx, &format!("account_recovery:{id}")).await? {
        return Ok(());
    }
    let link = Link { about: id.0, beside: beside(&hash, &email), address: String::new() };
    let secret = secret_link::make(ctx, tx, Purpose::AccountPassword, link).await?;
    notices::recovery::account_link(ctx, tx, number, &email, &secret).await
}

/// The link goes where the temporary password went: to the holder, or to the additional user.
async fn send_panel_link(ctx: &Context, tx: &mut Tx, typed: &str) -> Result<()> {
    let Some(user) = panel_users::named(tx, typed).await? else { return Ok(()) };
    let Some(service) = subscriptions::by_id(tx, user.subscription_id).await? else {
        return Ok(());
    };
    if !may_write(ctx, tx, &format!("panel_recovery:{}", user.id)).await? {
        return Ok(());
    }
    let email = user.address(&service);
    let beside = beside(&user.password_hash, email);
    let link = Link { about: user.id.0, beside, address: String::new() };
    let secret = secret_link::make(ctx, tx, Purpose::PanelPassword, link).await?;
    notices::recovery::panel_link(ctx, tx, &user.username, email, &secret).await
}

async fn send_accountant_link(ctx: &Context, tx: &mut Tx, typed: &str) -> Result<()> {
    let Some(known) = accountants::named(tx, typed).await? else { return Ok(()) };
    if !may_write(ctx, tx, &format!("accountant_recovery:{}", known.id)).await? {
        return Ok(());
    }
    let beside = beside(&known.password_hash, &known.email);
    let link = Link { about: known.id.0, beside, address: String::new() };
    let secret = secret_link::make(ctx, tx, Purpose::AccountantPassword, link).await?;
    notices::recovery::accountant_link(ctx, tx, &known.username, &known.email, &secret).await
}

async fn may_write(ctx: &Context, tx: &mut Tx, key: &str) -> Result<bool> {
    Ok(throttle::attempt(tx, key, ctx.now(), MAILS_MAX, WINDOW).await?)
}
