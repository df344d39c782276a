//! `Ritira l’offerta`, `Termina la delega`: the panel is closed to the accountant at once.

use domain::delegation::{Ending, Side};
use domain::id::DelegationId;
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::super::users::{hold_to_take_away, note};
use super::find;
use crate::notices::delegation::{News, to_accountant};
use crate::store::{accountants, delegations};
use crate::{Context, Result};

/// Ends a delegation, whether it was accepted or not. The accountant, if there is one, is told of the
/// end of what was accepted; of an offer that is withdrawn nobody has to know.
///
/// # Errors
/// `Gone` once it is over, `NotFound`, `NotAllowed`.
pub async fn end(ctx: &Context, access: &ServiceAccess, id: DelegationId) -> Result<()> {
    ctx.db.retrying(|| store(ctx, access, id)).await
}

async fn store(ctx: &Context, access: &ServiceAccess, id: DelegationId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold_to_take_away(ctx, &mut tx, access).await?;
    let row = find(&mut tx, &access, id).await?;
    let ending = row.delegation.end(Side::Owner, access.today())?;

    delegations::end(&mut tx, &held, id, ending, ctx.now()).await?;
    note(ctx, &mut tx, &access, UserChange::DelegationEnded, &row.username).await?;
    if let (Ending::Revoked, Some(accountant)) = (ending, row.accountant)
        && let Some(known) = accountants::by_id(&mut tx, accountant).await?
    {
        to_accountant(ctx, &mut tx, access.subscription(), &known, News::Revoked).await?;
    }
    Ok(tx.commit().await?)
}
