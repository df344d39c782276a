//! A member of staff says which order a credit was meant for.

use domain::id::CreditId;
use domain::payment::Effect;
use domain::statement::Credit;

use super::note;
use crate::activation::Credentials;
use crate::payment::{Arrival, arrive};
use crate::store::credits::{self, Decision};
use crate::store::orders;
use crate::{Context, Result};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// The money was booked for the order, with this effect.
    Now(Effect),
    /// Somebody had decided about this credit before; nothing was done again.
    Before,
}

/// Books a credit for an order, once: whoever accepts it a second time, or at the same moment,
/// changes nothing. What the money does is what any money does that arrives (`docs/rules.md` P2).
///
/// # Errors
/// `NotFound` without such a credit or order; that it was decided before is an answer.
pub async fn accept(ctx: &Context, id: CreditId, number: i64, by: &str) -> Result<Accepted> {
    let credentials = Credentials::for_order(ctx, number).await?;
    ctx.db.retrying(|| book(ctx, id, number, by, credentials.as_ref())).await
}

async fn book(
    ctx: &Context,
    id: CreditId,
    number: i64,
    by: &str,
    credentials: Option<&Credentials>,
) -> Result<Accepted> {
    let mut tx = ctx.db.write().await?;
    let mut order = orders::hold(&mut tx, number).await?;
    let credit: Credit = credits::by_id(&mut tx, id).await?;

    let decision = Decision::Accepted(order.id);
    if !credits::decide(&mut tx, id, decision, by, ctx.now()).await? {
        return Ok(Accepted::Before);
    }
    let arrival = Arrival {
        amount: credit.amount,
        method: credit.method(),
        // Some banks date an entry of this evening with the next working day.
        paid_on: credit.booked_on.min(ctx.today()),
        attempt: None,
        by,
        note: &note(&credit),
    };
    let effect = arrive(ctx, &mut tx, &mut order, &arrival, credentials).await?;
    tx.commit().await?;
    Ok(Accepted::Now(effect))
}
