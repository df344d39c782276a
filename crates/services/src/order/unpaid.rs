//! Orders that nobody pays: reminded some times, then called off.

use domain::calendar::days_between;
use domain::order::CancelReason;
use domain::payment::reminders_due;

use super::cancel::cancel_held;
use crate::activation::obstacle;
use crate::store::orders::Unpaid;
use crate::store::{attempts, commitments, orders};
use crate::unreadable::{readable, set_aside, unless_skipped};
use crate::{Context, Result, notices};

/// Orders looked at in one go.
const PAGE: i64 = 200;

/// Reminds of what waits, calls off what has waited too long, and tells how many orders it
/// touched. Doing it again on the same day changes nothing.
///
/// # Errors
/// Only what the database says; the orders before that are done.
pub async fn look_after_unpaid(ctx: &Context) -> Result<usize> {
    let mut touched = 0;
    let mut after = 0;
    loop {
        let mut tx = ctx.db.read().await?;
        let page = orders::unpaid(&mut tx, ctx.today(), after, PAGE).await?;
        drop(tx);
        let mut aside = Vec::new();
        let page = readable(page, &mut aside)?;
        set_aside(ctx, aside).await;
        // One that cannot be read has no number to go on from.
        let Some(last) = page.last() else { return Ok(touched) };
        after = last.number;
        for unpaid in page {
            if DueStep::of(ctx, &unpaid) == DueStep::Nothing {
                continue;
            }
            let outcome = ctx.db.retrying(|| remind_or_call_off(ctx, unpaid.number)).await;
            if unless_skipped(ctx, outcome).await? == Some(true) {
                touched += 1;
            }
        }
    }
}

/// What an unpaid order wants today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DueStep {
    Nothing,
    /// A reminder, after which so many have left.
    Reminder(i64),
    Cancellation,
}

impl DueStep {
    fn of(ctx: &Context, unpaid: &Unpaid) -> Self {
        let today = ctx.today();
        let age = days_between(unpaid.concluded_on, today);
        let due = reminders_due(age, &ctx.settings.reminder_days);
        let due = i64::try_from(due).unwrap_or(i64::MAX);
        if unpaid.valid_until < today {
            Self::Cancellation
        } else if due > unpaid.reminders {
            Self::Reminder(due)
        } else {
            Self::Nothing
        }
    }
}

/// Looks at one order again while it is held, and does what it wants.
async fn remind_or_call_off(ctx: &Context, number: i64) -> Result<bool> {
    let mut tx = ctx.db.write().await?;
    let mut order = orders::hold(&mut tx, number).await?;
    let domain::order::OrderState::AwaitingPayment { valid_until } = order.state else {
        return Ok(false);
    };
    // What its customer could do is done: the office has the document.
    if commitments::awaits_decision(&mut tx, order.id).await? {
        return Ok(false);
    }
    let reminders = orders::reminders(&mut tx, order.id).await?;
    let unpaid = Unpaid { number, concluded_on: order.concluded_on, valid_until, reminders };
    match DueStep::of(ctx, &unpaid) {
        DueStep::Nothing => return Ok(false),
        DueStep::Reminder(sent) => {
            orders::save_reminders(&mut tx, order.id, sent).await?;
            match obstacle(ctx, &mut tx, &order).await? {
                Some(reason) => notices::impossible(ctx, &mut tx, &order, reason).await?,
                None => notices::reminder(ctx, &mut tx, &order).await?,
            }
        }
        DueStep::Cancellation => {
            // Somebody may be paying right now; the janitor finds out, and tomorrow is a day too.
            if attempts::live(&mut tx, order.id).await?.is_some() {
                return Ok(false);
            }
            cancel_held(ctx, &mut tx, &mut order, CancelReason::Unpaid).await?;
            notices::called_off(ctx, &mut tx, &order, CancelReason::Unpaid).await?;
        }
    }
    tx.commit().await?;
    Ok(true)
}
