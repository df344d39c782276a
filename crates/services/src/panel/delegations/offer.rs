//! `Aggiungi una delega`: the panel is offered to the accountant of a username, if there is one.

use domain::delegation::{DelegationError, Offer, OfferForm, oldest_offer};
use domain::id::DelegationId;
use domain::timeline::UserChange;

use super::super::ServiceAccess;
use super::super::users::{hold, note};
use crate::guessing::count_inside;
use crate::store::delegations::{self, New};
use crate::{Context, Result};

/// Offers the panel to whoever has this username. Nobody is told whether anybody has: the offer is kept
/// and shown all the same, and whoever takes the name later does not get it. The accountant is written
/// to by a job, since an answer that came later would tell as well.
///
/// # Errors
/// The fields that are wrong, `OfferedAlready`, `OnlyRead`, `NotAllowed` for whoever is not the
/// owner, `TooManyAttempts` for whoever offers without end: each offer is a mail.
pub async fn offer(ctx: &Context, access: &ServiceAccess, form: &OfferForm) -> Result<()> {
    access.is_the_owner()?;
    access.is_to_write()?;
    let wanted = Offer::check(form, access.entitlements())?;
    count_inside(ctx, &format!("delegation:{}", access.subscription().id.0.simple())).await?;
    ctx.db.retrying(|| store(ctx, access, &wanted)).await
}

async fn store(ctx: &Context, access: &ServiceAccess, wanted: &Offer) -> Result<()> {
    let Offer { username, permissions } = wanted;
    let mut tx = ctx.db.write().await?;
    let (held, access) = hold(ctx, &mut tx, access).await?;
    let (service, today) = (access.subscription().id, access.today());

    delegations::lapse(&mut tx, &held, service, oldest_offer(today), ctx.now()).await?;
    let id = DelegationId(ctx.new_id());
    let new = New { id, service, username, permissions, offered_on: today };
    if !delegations::insert(&mut tx, &held, new).await? {
        return Err(DelegationError::OfferedAlready.into());
    }
    note(ctx, &mut tx, &access, UserChange::DelegationOffered, username).await?;
    Ok(tx.commit().await?)
}
