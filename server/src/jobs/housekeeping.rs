//! What is old is cleared away, and what a clock that was ahead has put off comes back.

use chrono::TimeDelta;
use domain::job::{Job, Servers};
use platform::sessions::Sessions;
use services::{Context, Error, housekeeping};
use tower_sessions::ExpiredDeletion;
use tracing::info;

use super::{Done, Entry, minutes};
use crate::middleware::session;

/// It goes through whole tables, and what one server has cleared away the others need not look for.
pub const JOB: Entry = Entry {
    job: Job::Housekeeping,
    period: minutes(10),
    limit: Some(minutes(30)),
    servers: Servers::OneAtATime,
    run: |tools| Box::pin(async move { clear_away(&tools.services).await }),
};

async fn clear_away(ctx: &Context) -> services::Result<Done> {
    let sessions = Sessions::new(ctx.db.clone());
    let brought_back = housekeeping::bring_back(ctx).await;
    if let Ok(rows @ 1..) = brought_back {
        info!(rows, "the clock was ahead: what it had put off is due now");
    }
    // All are done, whichever fails.
    let outcomes = [
        brought_back.map(drop),
        sessions.delete_expired().await.map_err(Error::broken),
        sessions
            .shorten(TimeDelta::days(session::KEPT.whole_days()))
            .await
            .map(drop)
            .map_err(Into::into),
        housekeeping::forget_counters(ctx).await,
        housekeeping::forget_sign_ins(ctx).await.map(drop),
        housekeeping::forget_abandoned_carts(ctx).await.map(drop),
    ];
    outcomes.into_iter().collect::<services::Result<()>>()?;
    Ok(Done::Everything)
}
