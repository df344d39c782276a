//! One row that cannot be read stops nobody: it is logged with its name and set aside for the
//! office, and the work goes on without it. So it does without one thing that a rule refuses, or
//! that lacks something.
//!
//! A list takes what it can read with `readable` and gives the rest to `set_aside` once its
//! unit of work has ended. A job that does one thing after the other asks `unless_skipped` of
//! each. Nothing is mended here: somebody looks at the row, and [`look_again`] notes that it makes
//! sense. Meanwhile each job comes back to it in its own time, never at once.

use chrono::TimeDelta;
use domain::id::{
    AccountId, AttemptId, CaseId, CommitmentDocumentId, CreditId, OrderId, RefundId,
    StoredMethodId, SubscriptionId, TerminationId,
};
use platform::{Tx, outbox};
use uuid::Uuid;

pub use crate::store::unreadable::Unreadable;

use crate::store::unreadable;
use crate::store::{
    accounts, attempts, cases, commitments, credits, method_setups, methods, orders, refunds,
    reminders, renewals, subscriptions, terminations,
};
use crate::{Context, Error, Result};

/// Rows shown, or looked at again, in one go.
const PAGE: i64 = 100;

/// A job that has no time of its own comes back to what it passed over after this.
pub(crate) const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// A row that nothing here knows how to read makes sense again when nobody has come by it for this
/// long.
const FORGOTTEN: TimeDelta = TimeDelta::days(1);

/// What can be read of a list. What cannot is added to `aside`; any other failure is returned.
pub(crate) fn readable<T>(
    rows: Vec<Result<T, impl Into<Error>>>,
    aside: &mut Vec<Error>,
) -> Result<Vec<T>> {
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        match row.map_err(Into::into) {
            Ok(row) => read.push(row),
            Err(error @ Error::Corrupt { .. }) => aside.push(error),
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}

/// One thing that a page can do without, if it can be read.
pub(crate) fn if_readable<T>(
    outcome: Result<T, impl Into<Error>>,
    aside: &mut Vec<Error>,
) -> Result<Option<T>> {
    Ok(readable(vec![outcome], aside)?.pop())
}

/// What came of one unit of work of a job; none when it came by a row that cannot be read, or by
/// something that is missing or refused for this one only: that is logged.
pub(crate) async fn unless_skipped<T>(
    ctx: &Context,
    outcome: Result<T, impl Into<Error>>,
) -> Result<Option<T>> {
    match outcome.map_err(Into::into) {
        Ok(done) => Ok(Some(done)),
        Err(error @ Error::Corrupt { .. }) => {
            set_aside(ctx, vec![error]).await;
            Ok(None)
        }
        Err(error @ (Error::Rule(_) | Error::NotFound(_) | Error::NotAllowed)) => {
            tracing::error!(%error, "a job does the others without this one");
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// A page could not be shown. If a row that cannot be read is to blame, it is set aside meanwhile.
pub fn come_by(ctx: &Context, error: Error) {
    if matches!(error, Error::Corrupt { .. }) {
        let ctx = ctx.clone();
        drop(tokio::spawn(async move { set_aside(&ctx, vec![error]).await }));
    }
}

/// Sets rows aside, in a unit of work of its own. Nobody has to do without what could be read
/// because this fails.
pub(crate) async fn set_aside(ctx: &Context, corrupt: Vec<Error>) {
    for error in corrupt {
        if let Err(failure) = ctx.db.retrying(|| note(ctx, &error)).await {
            tracing::error!(%error, %failure, "a row that cannot be read is not even set aside");
        }
    }
}

/// Sets one row aside and tells all that is known of it.
pub(crate) async fn named(ctx: &Context, error: Error) -> Result<Unreadable> {
    note(ctx, &error).await?;
    let Error::Corrupt { table, id, .. } = error else { return Err(error) };
    let row = unreadable::of_row(&mut ctx.db.read().await?, table, &id).await?;
    row.ok_or(Error::NotFound("unreadable row"))
}

async fn note(ctx: &Context, error: &Error) -> Result<()> {
    let Error::Corrupt { table, column, id } = error else { return Ok(()) };
    let mut tx = ctx.db.write().await?;
    let is_news = unreadable::note(&mut tx, table, id, column, ctx.now()).await?;
    tx.commit().await?;
    if is_news {
        tracing::error!(%error, "a row is set aside for the office");
    }
    Ok(())
}

/// What the office has to have mended, the oldest first.
///
/// # Errors
/// Only what the database says.
pub async fn unreadable_rows(ctx: &Context) -> Result<Vec<Unreadable>> {
    Ok(unreadable::open(&mut ctx.db.read().await?, PAGE).await?)
}

/// Looks again at what was set aside, and tells how much of it makes sense again.
///
/// # Errors
/// Only what the database says.
pub async fn look_again(ctx: &Context) -> Result<usize> {
    let mut tx = ctx.db.read().await?;
    let waiting = unreadable::open(&mut tx, PAGE).await?;
    let mut mended = Vec::new();
    for row in waiting {
        match makes_sense(ctx, &mut tx, &row).await {
            Ok(true) | Err(Error::NotFound(_)) => mended.push(row),
            // Whatever is wrong with it now, it cannot be read.
            Ok(false) | Err(_) => {}
        }
    }
    drop(tx);
    for row in &mended {
        let mut tx = ctx.db.write().await?;
        unreadable::resolve(&mut tx, row, ctx.now()).await?;
        tx.commit().await?;
        tracing::info!(table = row.table_name, id = row.row_id, "a row makes sense again");
    }
    Ok(mended.len())
}

/// Reads a row as the work does that came by it.
async fn makes_sense(ctx: &Context, tx: &mut Tx, row: &Unreadable) -> Result<bool> {
    let Ok(id) = row.row_id.parse::<Uuid>() else {
        return Ok(row.last_seen_at < ctx.now() - FORGOTTEN);
    };
    match row.table_name.as_str() {
        // The lines of an order are known by their order.
        "purchase_order" | "order_line" => {
            orders::by_id(tx, OrderId(id)).await.map(drop)?;
            orders::reminders(tx, OrderId(id)).await.map(drop)?;
        }
        "subscription" => {
            subscriptions::by_id(tx, SubscriptionId(id)).await.map(drop)?;
            reminders::check(tx, SubscriptionId(id)).await?;
        }
        "termination" => terminations::check(tx, TerminationId(id)).await?,
        "payment_attempt" => attempts::by_id(tx, AttemptId(id)).await.map(drop)?,
        "refund" => refunds::by_id(tx, RefundId(id)).await.map(drop)?,
        "payment_case" => cases::by_id(tx, CaseId(id)).await.map(drop)?,
        "method_setup" => method_setups::by_id(tx, id).await.map(drop)?,
        "stored_method" => methods::by_id(tx, StoredMethodId(id)).await.map(drop)?,
        "automatic_renewal" => {
            let id = SubscriptionId(id);
            renewals::automatic(tx, id).await.map(drop)?;
            if subscriptions::by_id(tx, id).await?.is_some() {
                renewals::stand(tx, id).await.map(drop)?;
            }
        }
        "commitment" => commitments::by_id(tx, CommitmentDocumentId(id)).await.map(drop)?,
        "bank_credit" => credits::by_id(tx, CreditId(id)).await.map(drop)?,
        "outbox" => outbox::check(tx, &ctx.keys, id).await?,
        "account" => accounts::by_id(tx, AccountId(id)).await.map(drop)?,
        "holder" => accounts::holder(tx, AccountId(id)).await.map(drop)?,
        _ => return Ok(row.last_seen_at < ctx.now() - FORGOTTEN),
    }
    Ok(true)
}
