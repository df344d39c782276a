//! What the provider tells us by itself: stored first, understood afterwards.

use super::settle;
use crate::ports::provider::{Envelope, Notice, Untrusted};
use crate::store::events;
use crate::unreadable::{PAUSE, unless_skipped};
use crate::{Context, Error, Result, UseCaseError};

/// Messages worked through in one go.
const PAGE: i64 = 50;

/// Keeps a message if it is genuine. The same message again is stored once.
///
/// The answer to the provider must not wait for what follows, so that happens in
/// [`work_through`].
///
/// # Errors
/// Refused when it is not from the provider, or cannot be read.
pub async fn receive(ctx: &Context, envelope: Envelope<'_>) -> Result<(), UseCaseError<Untrusted>> {
    let id = ctx.provider.verify(envelope, ctx.now()).map_err(UseCaseError::Refused)?;
    let Ok(body) = std::str::from_utf8(envelope.body) else {
        return Err(UseCaseError::Refused(Untrusted::Unreadable));
    };
    // A name of visible signs: PostgreSQL keeps no NUL, and a log no end of line.
    if id.contains(char::is_control) {
        return Err(UseCaseError::Refused(Untrusted::Unreadable));
    }
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            events::insert(&mut tx, ctx.provider.name(), &id, body, ctx.now()).await?;
            tx.commit().await
        })
        .await?;
    Ok(())
}

/// Works through the messages that wait and tells how many there were. Any number of servers may
/// do so at once: hearing a message twice changes nothing.
///
/// # Errors
/// Only what the database says; the messages before that are done.
pub async fn work_through(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let waiting = events::open(&mut tx, ctx.provider.name(), ctx.now(), PAGE).await?;
    drop(tx);
    for (id, body) in &waiting {
        let Some(problem) = unless_skipped(ctx, hear(ctx, body).await).await? else {
            ctx.db.retrying(|| postpone(ctx, id)).await?;
            continue;
        };
        if let Some(problem) = &problem {
            tracing::warn!(event = id, problem, "a message of the payment provider means nothing");
        }
        ctx.db
            .retrying(|| async {
                let mut tx = ctx.db.write().await?;
                let problem = problem.as_deref();
                events::processed(&mut tx, ctx.provider.name(), id, problem, ctx.now()).await?;
                tx.commit().await
            })
            .await?;
    }
    Ok(waiting.len())
}

/// What a message is about cannot be read: it is heard again later, and those behind it now.
async fn postpone(ctx: &Context, id: &str) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    events::postpone(&mut tx, ctx.provider.name(), id, ctx.now() + PAUSE).await?;
    Ok(tx.commit().await?)
}

/// Does what a message asks for; what is wrong with it when nothing can be done.
async fn hear(ctx: &Context, body: &str) -> Result<Option<String>> {
    let Notice { about } = match ctx.provider.read(body) {
        Ok(notice) => notice,
        Err(untrusted) => return Ok(Some(untrusted.to_string())),
    };
    let Some((attempt, answer)) = about else { return Ok(None) };
    match settle(ctx, attempt, &answer).await {
        Ok(_) => Ok(None),
        Err(Error::NotFound(what)) => Ok(Some(format!("{what} not found"))),
        Err(error) => Err(error),
    }
}
