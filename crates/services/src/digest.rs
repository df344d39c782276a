//! What was done in a panel and its owner should hear of is told by mail, each at once or together, as
//! the configuration of the service says.

use domain::configuration::{Answer, Notices, Pace, Step};
use domain::digest::is_due;
use domain::entitlements::Entitlements;
use domain::subscription::{Standing, Subscription};
use platform::Tx;
use platform::clock::civil_time;

use crate::notices::digest as notices;
use crate::store::trace::{self, Entry, Waiting};
use crate::store::{accounts, configurations, subscriptions};
use crate::unreadable::unless_unreadable;
use crate::{Context, Result};

/// Services looked at in one go.
const PAGE: i64 = 100;

/// Writes the mails whose time has come, and tells how many. Any number of servers may do so at once:
/// an account is held while it is told, and each thing stands in one mail.
///
/// # Errors
/// Only what the database says; the services before that are done.
pub async fn tell(ctx: &Context) -> Result<usize> {
    let mut mails = 0;
    let mut after = None;
    loop {
        let mut tx = ctx.db.read().await?;
        let page = trace::waiting(&mut tx, after, PAGE).await?;
        drop(tx);
        let Some(last) = page.last() else { return Ok(mails) };
        after = Some(last.service);
        for waiting in page {
            let outcome = ctx.db.retrying(|| tell_one(ctx, waiting)).await;
            mails += unless_unreadable(ctx, outcome).await?.unwrap_or_default();
        }
    }
}

/// Where somebody wants to be told, and how often. Whoever has not said so is told at once, at the
/// address of the holder: so the form that asks begins.
async fn wanted(tx: &mut Tx, service: &Subscription) -> Result<(String, Pace)> {
    let configured = configurations::of(tx, service).await?;
    Ok(match configured.answer(Step::Notices) {
        Some(Answer::Notices(Notices { email, pace })) => (email.to_string(), *pace),
        Some(_) | None => (service.holder.email.to_string(), Pace::Each),
    })
}

async fn tell_one(ctx: &Context, known: Waiting) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let Some(service) = subscriptions::by_id(&mut tx, known.service).await? else { return Ok(0) };
    let (_, pace) = wanted(&mut tx, &service).await?;
    drop(tx);
    let count = u32::try_from(known.count).unwrap_or(u32::MAX);
    let (oldest, now) = (civil_time(known.oldest), civil_time(ctx.now()));
    if !is_due(pace, oldest, count, now) {
        return Ok(0);
    }
    tell_held(ctx, known).await
}

/// Looks once more while the account is held.
async fn tell_held(ctx: &Context, known: Waiting) -> Result<usize> {
    let mut tx = ctx.db.write().await?;
    let held = accounts::hold(&mut tx, known.account).await?;
    let Some(service) = subscriptions::by_id(&mut tx, known.service).await? else { return Ok(0) };
    let (email, pace) = wanted(&mut tx, &service).await?;
    let waiting = trace::waiting_of(&mut tx, &held, service.id).await?;
    let count = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
    let Some(oldest) = waiting.first().map(|entry| civil_time(entry.event.at)) else {
        return Ok(0);
    };
    if !is_due(pace, oldest, count, civil_time(ctx.now())) {
        return Ok(0);
    }
    let mut told: Vec<Entry> = Vec::with_capacity(waiting.len());
    for entry in waiting {
        if trace::told(&mut tx, &held, entry.id).await? {
            told.push(entry);
        }
    }
    // Of a service that is over nobody is told anything any more.
    if Entitlements::of(&service, ctx.today()).standing() == Standing::Over {
        told.clear();
    }
    let in_one = match pace {
        Pace::Each => 1,
        Pace::Daily | Pace::Weekly | Pace::Monthly => told.len().max(1),
    };
    let mails: Vec<&[Entry]> = told.chunks(in_one).collect();
    for entries in &mails {
        notices::told(ctx, &mut tx, &service, &email, pace, entries).await?;
    }
    let count = mails.len();
    tx.commit().await?;
    Ok(count)
}
