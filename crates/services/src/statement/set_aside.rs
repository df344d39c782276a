//! Money on a statement that is for no order, or whose order nobody knows yet.

use domain::id::{CaseId, CreditId};
use domain::ledger::{Booking, LedgerAccount};
use domain::payment::CaseKind;

use super::note;
use crate::store::cases::{self, NewCase};
use crate::store::credits::{self, Decision};
use crate::store::ledger;
use crate::{Context, Result};

/// Books a credit as held for nobody and opens a case for it; false when somebody has decided
/// about it before. `why` stands in the case beside what the bank said.
///
/// # Errors
/// `NotFound` without such a credit; that it was decided before is an answer.
pub async fn set_aside(ctx: &Context, id: CreditId, why: &str, by: &str) -> Result<bool> {
    ctx.db.retrying(|| open_case(ctx, id, why, by)).await
}

async fn open_case(ctx: &Context, id: CreditId, why: &str, by: &str) -> Result<bool> {
    let mut tx = ctx.db.write().await?;
    let credit = credits::by_id(&mut tx, id).await?;

    let note = match why.trim() {
        "" => note(&credit),
        why => format!("{} · {why}", note(&credit)),
    };
    let case = NewCase {
        id: CaseId(ctx.new_id()),
        kind: CaseKind::Unmatched,
        order: None,
        attempt: None,
        amount: credit.amount,
        note: &note,
    };

    cases::open(&mut tx, &case, ctx.now()).await?;
    if !credits::decide(&mut tx, id, Decision::SetAside(case.id), by, ctx.now()).await? {
        // The case goes away with this unit of work.
        return Ok(false);
    }
    let booking = Booking::transfer(LedgerAccount::Held, LedgerAccount::Bank, credit.amount);
    ledger::book(&mut tx, ctx.new_id(), None, &booking, "arrived", ctx.now()).await?;
    tx.commit().await?;
    Ok(true)
}
