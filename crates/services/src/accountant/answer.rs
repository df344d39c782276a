//! An accountant accepts what was offered, declines it, or ends it later.

use domain::delegation::{Ending, Side};
use domain::id::{AccountantId, DelegationId};
use domain::subscription::{Standing, Subscription};
use domain::timeline::{Deed, Role, UserChange};
use platform::Tx;

use super::Pass;
use crate::notices::delegation::{News, to_owner};
use crate::store::accounts::{self, HeldAccount};
use crate::store::delegations::{self, Delegated};
use crate::store::subscriptions;
use crate::timeline::{Doer, note_in_panel};
use crate::{Context, Error, Result};

/// Accepts an offer: the panel is open from this moment on, and its owner is told. Accepting what is
/// accepted changes nothing.
///
/// # Errors
/// `NotFound` for what was offered to somebody else, `Gone` once it is over, `NotAllowed` for
/// whoever is out by now.
pub async fn accept(ctx: &Context, pass: &Pass, id: DelegationId) -> Result<()> {
    ctx.db.retrying(|| store_acceptance(ctx, pass, id)).await
}

async fn store_acceptance(ctx: &Context, pass: &Pass, id: DelegationId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    let accountant = pass.hold(&mut tx).await?.id;
    let Held { account, row, service } = hold(ctx, &mut tx, accountant, id).await?;
    row.delegation.accept(ctx.today())?;
    if row.accepted_at.is_some() {
        return Ok(());
    }

    delegations::accept(&mut tx, &account, id, ctx.now()).await?;
    note(ctx, &mut tx, accountant, &row, UserChange::DelegationAccepted).await?;
    to_owner(ctx, &mut tx, &service, &row.username, News::Accepted).await?;
    Ok(tx.commit().await?)
}

/// Declines an offer, or ends what was accepted: the panel is closed at once, and its owner is told.
///
/// # Errors
/// `NotFound` for what is somebody else's, `Gone` once it is over, `NotAllowed` for whoever is out
/// by now.
pub async fn end(ctx: &Context, pass: &Pass, id: DelegationId) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let accountant = pass.hold(&mut tx).await?.id;
            end_in(ctx, &mut tx, accountant, id).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// The same, within a unit of work that holds the accountant.
pub(super) async fn end_in(
    ctx: &Context,
    tx: &mut Tx,
    accountant: AccountantId,
    id: DelegationId,
) -> Result<()> {
    let Held { account, row, service } = hold(ctx, tx, accountant, id).await?;
    let ending = row.delegation.end(Side::Accountant, ctx.today())?;

    delegations::end(tx, &account, id, ending, ctx.now()).await?;
    let (change, news) = match ending {
        Ending::Declined => (UserChange::DelegationDeclined, News::Declined),
        Ending::GivenUp | Ending::Withdrawn | Ending::Lapsed | Ending::Revoked => {
            (UserChange::DelegationEnded, News::GivenUp)
        }
    };
    note(ctx, tx, accountant, &row, change).await?;
    to_owner(ctx, tx, &service, &row.username, news).await
}

/// A delegation that nobody else decides about meanwhile.
struct Held {
    account: HeldAccount,
    row: Delegated,
    service: Subscription,
}

/// Holds the account of the service and reads what is there by then.
async fn hold(
    ctx: &Context,
    tx: &mut Tx,
    accountant: AccountantId,
    id: DelegationId,
) -> Result<Held> {
    let nothing = || Error::NotFound("delegation");
    let row = own(tx, accountant, id).await?.ok_or_else(nothing)?;
    let account = accounts::hold(tx, row.account).await?;
    let row = own(tx, accountant, id).await?.ok_or_else(nothing)?;
    let service = subscriptions::by_id(tx, row.service).await?;
    let is_over = |service: &Subscription| service.standing(ctx.today()) == Standing::Over;
    let service = service.filter(|service| !is_over(service)).ok_or_else(nothing)?;
    Ok(Held { account, row, service })
}

async fn own(tx: &mut Tx, accountant: AccountantId, id: DelegationId) -> Result<Option<Delegated>> {
    let row = delegations::by_id(tx, id).await?;
    Ok(row.filter(|row| row.accountant == Some(accountant)))
}

async fn note(
    ctx: &Context,
    tx: &mut Tx,
    accountant: AccountantId,
    row: &Delegated,
    change: UserChange,
) -> Result<()> {
    let doer = Doer { id: accountant.into(), username: &row.username, role: Role::Accountant };
    let deed = Deed::User(change, row.username.clone());
    note_in_panel(ctx, tx, row.service, doer, deed).await
}
