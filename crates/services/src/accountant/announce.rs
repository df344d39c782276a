//! Accountants hear of what was offered to them.
//!
//! It is not done while an owner offers: an answer that comes later for a username that somebody has
//! would tell that somebody has it.

use chrono::TimeDelta;
use domain::delegation::{State, oldest_offer};
use domain::id::DelegationId;
use platform::throttle;

use crate::notices::delegation::{News, to_accountant};
use crate::store::{accountants, delegations, subscriptions};
use crate::unreadable::unless_skipped;
use crate::{Context, Result};

/// Mails about offers that one accountant gets in a [`DAY`]; the offers themselves are all in the list.
const MAILS_MAX: i64 = 20;
const DAY: TimeDelta = TimeDelta::days(1);

/// Writes to the accountant of the oldest offer that was not announced. Returns how many were worked
/// through: when it is one, there may be more.
///
/// # Errors
/// Only what the database says.
pub async fn announce_offers(ctx: &Context) -> Result<usize> {
    let oldest = oldest_offer(ctx.today());
    let waiting = delegations::not_announced(&mut ctx.db.read().await?, oldest).await?;
    let Some(id) = waiting else { return Ok(0) };
    let announced = ctx.db.retrying(|| announce(ctx, id)).await;
    if unless_skipped(ctx, announced).await?.is_none() {
        // The offers behind it shall not wait for a row that cannot be read.
        ctx.db.retrying(|| pass_over(ctx, id)).await?;
    }
    Ok(1)
}

async fn announce(ctx: &Context, id: DelegationId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    if !delegations::announce(&mut tx, id).await? {
        return Ok(());
    }
    if let Some(row) = delegations::by_id(&mut tx, id).await?
        && let State::Offered { until } = row.delegation.state(ctx.today())
        && let Some(accountant) = row.accountant
        && let Some(known) = accountants::by_id(&mut tx, accountant).await?
        && let Some(service) = subscriptions::by_id(&mut tx, row.service).await?
    {
        let key = format!("delegation_mail:{}", known.id);
        if throttle::attempt(&mut tx, &key, ctx.now(), MAILS_MAX, DAY).await? {
            let news = News::Offered { until };
            to_accountant(ctx, &mut tx, &service, &known, news).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn pass_over(ctx: &Context, id: DelegationId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    delegations::announce(&mut tx, id).await?;
    Ok(tx.commit().await?)
}
