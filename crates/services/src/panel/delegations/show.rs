//! Who has a delegation, and where it stands.

use chrono::{DateTime, TimeDelta, Utc};
use domain::delegation::State;
use domain::grant::Permissions;
use domain::id::DelegationId;

use super::super::ServiceAccess;
use super::find;
use crate::store::delegations::{self, Delegated};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Result};

/// For so long the list still shows what has ended.
const SHOWN: TimeDelta = TimeDelta::days(30);

/// An accountant to whom the panel was offered, whether there is one or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegate {
    /// Names it in the address of its page.
    pub id: DelegationId,
    /// As the owner typed it; empty once the accountant has closed the account.
    pub username: String,
    /// As the accountant writes it now. Nobody is told it before the offer is accepted, or once the
    /// delegation is over.
    pub name: Option<String>,
    /// What they may do.
    pub permissions: Permissions,
    /// Offered, accepted, or over.
    pub state: State,
    /// When it was accepted.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// All that are open, and what has ended lately.
///
/// # Errors
/// `NotAllowed` for whoever is not the owner.
pub async fn list(ctx: &Context, access: &ServiceAccess) -> Result<Vec<Delegate>> {
    access.is_the_owner()?;
    let mut tx = ctx.db.read().await?;
    let since = ctx.now() - SHOWN;
    let rows = delegations::of_service(&mut tx, access.subscription().id, since).await?;
    drop(tx);
    let mut aside = Vec::new();
    let rows = readable(rows, &mut aside)?;
    set_aside(ctx, aside).await;
    Ok(rows.into_iter().map(|row| shown(access, row)).collect())
}

/// One of them.
///
/// # Errors
/// `NotAllowed` for whoever is not the owner, `NotFound` for what is not of this service.
pub async fn delegate(ctx: &Context, access: &ServiceAccess, id: DelegationId) -> Result<Delegate> {
    access.is_the_owner()?;
    let row = find(&mut ctx.db.read().await?, access, id).await?;
    Ok(shown(access, row))
}

fn shown(access: &ServiceAccess, row: Delegated) -> Delegate {
    let state = row.delegation.state(access.today());
    let name = match state {
        State::Active => row.name,
        State::Offered { .. } | State::Ended(_) => None,
    };
    Delegate {
        id: row.id,
        username: row.username,
        name,
        permissions: row.permissions,
        state,
        accepted_at: row.accepted_at,
    }
}
