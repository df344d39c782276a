//! What was done in a panel and its owner should hear of is told by mail, each at once or together, as
//! the configuration of the service says; with it what stands in the agenda, where they want that.

use domain::agenda::Coming;
use domain::configuration::{Answer, Notices, Pace, Step};
use domain::digest::{agenda_day, agenda_until, is_due};
use domain::entitlements::Entitlements;
use domain::id::{AccountId, SubscriptionId};
use domain::subscription::{Standing, Subscription};
use platform::Tx;
use platform::clock::civil_time;

use crate::notices::digest as notices;
use crate::panel::agenda_of_owner;
use crate::store::accounts::HeldAccount;
use crate::store::trace::{self, Entry, Waiting};
use crate::store::{accounts, configurations, subscriptions};
use crate::unreadable::{if_readable, set_aside, unless_skipped};
use crate::{Context, Error, Result};

/// Services looked at in one go.
const PAGE: i64 = 100;

/// Writes the mails whose time has come, and tells how many. Any number of servers may do so at once:
/// an account is held while it is told, and each thing stands in one mail.
///
/// # Errors
/// Only what the database says; the services before that are done.
pub async fn tell(ctx: &Context) -> Result<usize> {
    // What waits first: an agenda whose time has come goes with it.
    Ok(tell_what_waits(ctx).await? + tell_agendas(ctx).await?)
}

async fn tell_what_waits(ctx: &Context) -> Result<usize> {
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
            mails += unless_skipped(ctx, outcome).await?.unwrap_or_default();
        }
    }
}

async fn tell_agendas(ctx: &Context) -> Result<usize> {
    let day = agenda_day(civil_time(ctx.now()));
    let mut mails = 0;
    let mut after = None;
    loop {
        let mut tx = ctx.db.read().await?;
        let page = configurations::agenda_due(&mut tx, day, after, PAGE).await?;
        drop(tx);
        let Some(last) = page.last() else { return Ok(mails) };
        after = Some(last.service);
        for due in page {
            let outcome = ctx.db.retrying(|| tell_held(ctx, due.account, due.service)).await;
            mails += unless_skipped(ctx, outcome).await?.unwrap_or_default();
        }
    }
}

/// How somebody wants to be told.
struct Wanted {
    /// Where.
    email: String,
    pace: Pace,
    with_agenda: bool,
}

/// How the owner of a service wants to be told. Whoever has not said so is told at once, at the
/// address of the holder: so the form that asks begins.
async fn wanted(tx: &mut Tx, service: &Subscription) -> Result<Wanted> {
    let configured = configurations::of(tx, service).await?;
    Ok(match configured.answer(Step::Notices) {
        Some(Answer::Notices(Notices { email, pace, with_agenda })) => {
            Wanted { email: email.to_string(), pace: *pace, with_agenda: *with_agenda }
        }
        Some(_) | None => {
            Wanted { email: service.holder.email.to_string(), pace: Pace::Each, with_agenda: false }
        }
    })
}

async fn tell_one(ctx: &Context, known: Waiting) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let Some(service) = subscriptions::by_id(&mut tx, known.service).await? else { return Ok(0) };
    let pace = wanted(&mut tx, &service).await?.pace;
    drop(tx);
    let count = u32::try_from(known.count).unwrap_or(u32::MAX);
    let (oldest, now) = (civil_time(known.oldest), civil_time(ctx.now()));
    if !is_due(pace, oldest, count, now) {
        return Ok(0);
    }
    tell_held(ctx, known.account, known.service).await
}

/// Looks once more while the account is held.
async fn tell_held(ctx: &Context, account: AccountId, service: SubscriptionId) -> Result<usize> {
    let mut tx = ctx.db.write().await?;
    let held = accounts::hold(&mut tx, account).await?;
    let Some(service) = subscriptions::by_id(&mut tx, service).await? else { return Ok(0) };
    let wanted = wanted(&mut tx, &service).await?;
    let pace = wanted.pace;
    let mut aside = Vec::new();
    // Of a service that is over nobody is told anything any more.
    let is_over = Entitlements::of(&service, ctx.today()).standing() == Standing::Over;
    let mut told = take_what_waits(ctx, &mut tx, &held, &service, pace).await?;
    let mut coming = take_agenda(ctx, &mut tx, &held, (&service, &wanted), &mut aside).await?;
    if is_over {
        told.clear();
        coming.clear();
        configurations::set_agenda_told(&mut tx, &held, service.id, None).await?;
    }
    let in_one = match pace {
        Pace::Each => 1,
        Pace::Daily | Pace::Weekly | Pace::Monthly => told.len().max(1),
    };
    let mut mails: Vec<(&[Entry], &[Coming])> =
        told.chunks(in_one).map(|entries| (entries, <&[Coming]>::default())).collect();
    let first = match pace {
        Pace::Each => None,
        Pace::Daily | Pace::Weekly | Pace::Monthly => mails.first_mut(),
    };
    if let Some((_, with)) = first {
        *with = coming.as_slice();
    } else if !coming.is_empty() {
        mails.push((<&[Entry]>::default(), coming.as_slice()));
    }
    for told in &mails {
        notices::told(ctx, &mut tx, &service, (wanted.email.as_str(), pace), *told).await?;
    }
    let count = mails.len();
    tx.commit().await?;
    set_aside(ctx, aside).await;
    Ok(count)
}

/// What is to be told now of what was done, noted as told.
async fn take_what_waits(
    ctx: &Context,
    tx: &mut Tx,
    held: &HeldAccount,
    service: &Subscription,
    pace: Pace,
) -> Result<Vec<Entry>> {
    let waiting = trace::waiting_of(tx, held, service.id).await?;
    let count = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
    let oldest = waiting.first().map(|entry| civil_time(entry.event.at));
    if !oldest.is_some_and(|oldest| is_due(pace, oldest, count, civil_time(ctx.now()))) {
        return Ok(Vec::new());
    }
    let mut told: Vec<Entry> = Vec::with_capacity(waiting.len());
    for entry in waiting {
        if trace::told(tx, held, entry.id).await? {
            told.push(entry);
        }
    }
    Ok(told)
}

/// What is to be told now of the agenda, noted as told. What cannot be read is added to `aside` and
/// left out. Who has turned it off is told nothing and forgotten: until then, what they had been told
/// of is known, for whoever turns it on again.
async fn take_agenda(
    ctx: &Context,
    tx: &mut Tx,
    held: &HeldAccount,
    (service, wanted): (&Subscription, &Wanted),
    aside: &mut Vec<Error>,
) -> Result<Vec<Coming>> {
    let Some(told) = configurations::agenda_told(tx, service.id).await? else {
        return Ok(Vec::new());
    };
    let Some(until) = agenda_until(wanted.pace, told, civil_time(ctx.now())) else {
        return Ok(Vec::new());
    };
    let next = wanted.with_agenda.then_some(until);
    configurations::set_agenda_told(tx, held, service.id, next).await?;
    if next.is_none() {
        return Ok(Vec::new());
    }
    let found = agenda_of_owner(ctx, tx, service).await;
    let (mut coming, unread) = if_readable(found, aside)?.unwrap_or_default();
    aside.extend(unread);
    coming.retain(|coming| told < coming.on && coming.on <= until);
    Ok(coming)
}
