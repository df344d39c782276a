//! Customers are reminded that a service ends, or that it is about to be charged.

use domain::renewal::Reminder;
use domain::subscription::Subscription;
use platform::Tx;

use super::stands_with_order;
use crate::notices::expiry as notices;
use crate::store::reminders::{self, AT_ONCE, Due};
use crate::store::{accounts, subscriptions};
use crate::unreadable::{readable, set_aside, unless_skipped};
use crate::{Context, Result};

/// Services looked at in one go.
const PAGE: i64 = 100;

/// Looks at the services whose day has come, and tells how many customers were reminded. Any number
/// of servers may do so at once, and doing it again on the same day changes nothing.
///
/// # Errors
/// Only what the database says; the services before that are done.
pub async fn remind(ctx: &Context) -> Result<usize> {
    let mut reminded = 0;
    let mut after = None;
    loop {
        let mut tx = ctx.db.read().await?;
        let page = reminders::due(&mut tx, ctx.today(), after, PAGE).await?;
        drop(tx);
        let mut aside = Vec::new();
        let page = readable(page, &mut aside)?;
        set_aside(ctx, aside).await;
        // One that cannot be read has no day to go on from.
        let Some(last) = page.last() else { return Ok(reminded) };
        after = Some(*last);
        for due in page {
            let outcome = ctx.db.retrying(|| look(ctx, due)).await;
            reminded += usize::from(unless_skipped(ctx, outcome).await? == Some(true));
        }
    }
}

/// Looks at one service again while its account is held.
async fn look(ctx: &Context, due: Due) -> Result<bool> {
    let today = ctx.today();
    let mut tx = ctx.db.write().await?;
    let account = accounts::hold(&mut tx, due.account).await?;
    let id = due.subscription;
    let Some(planned) = reminders::still_due(&mut tx, &account, id, today).await? else {
        return Ok(false);
    };
    let Some(service) = subscriptions::by_id(&mut tx, id).await? else { return Ok(false) };

    // What came before the expiry had moved is nobody's reminder any more.
    let from = if planned == AT_ONCE { today } else { planned };
    let reminded = remind_of(ctx, &mut tx, &service, from).await?;

    let next = ctx.settings.expiry_reminders.next(service.expires(), today);
    reminders::look_again(&mut tx, &account, id, next).await?;
    tx.commit().await?;
    Ok(reminded)
}

/// Writes the mail that a day since `from` asks for. Whoever has ordered the renewal hears of that
/// order instead, and whoever gives the service up of nothing.
async fn remind_of(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    from: chrono::NaiveDate,
) -> Result<bool> {
    let (stands, _) = stands_with_order(ctx, tx, service).await?;
    let price = stands.price(ctx, service);
    let known = stands.status;
    let is_ordered = known.waiting.is_some_and(|waiting| waiting.is_renewal);
    if is_ordered || known.is_given_up {
        return Ok(false);
    }
    let charged_on = known.charged_on.filter(|_| known.automatic.is_some());
    let calendar = &ctx.settings.expiry_reminders;
    match calendar.due(service.expires(), from, ctx.today(), charged_on) {
        None => return Ok(false),
        Some(Reminder::Near { days_left }) => {
            notices::near(ctx, tx, service, days_left, price).await?;
        }
        Some(Reminder::Passed { until }) => notices::passed(ctx, tx, service, until, price).await?,
        Some(Reminder::Charge { on }) => {
            if let Some(method) = &known.automatic {
                let due = price.map(|price| price.due);
                notices::charge(ctx, tx, service, method, on, due).await?;
            }
        }
    }
    Ok(true)
}
