//! Services renew by themselves: what [`crate::renewal`] prepares is collected.

use super::pay::begin;
use crate::unreadable::unless_skipped;
use crate::{Context, Result, renewal};

/// Renews what is due today and tells how many renewals it tried to collect. Any number of servers
/// may do so at once, and doing it again on the same day changes nothing. One that cannot be
/// renewed stops nobody behind it.
///
/// # Errors
/// Only what the database says; the services before that are done.
pub async fn collect_renewals(ctx: &Context) -> Result<usize> {
    let mut tried = 0;
    let mut after = None;
    loop {
        let page = renewal::due(ctx, after).await?;
        let Some(last) = page.last() else { return Ok(tried) };
        after = Some(*last);
        for due in page {
            let prepared = ctx.db.retrying(|| renewal::prepare(ctx, due)).await;
            let prepared = unless_skipped(ctx, prepared).await?;
            if let Some((attempt, order)) = prepared.flatten() {
                // Of a try without an outcome the provider is asked again later.
                unless_skipped(ctx, begin(ctx, &attempt, &order).await).await?;
                let (id, order) = (attempt.id, order.number);
                tracing::info!(%id, order, "an automatic renewal was asked for");
                tried += 1;
            }
        }
    }
}
