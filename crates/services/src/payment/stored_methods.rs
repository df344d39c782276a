//! `Metodi di pagamento`: what the provider stores for somebody, until it has let go of it.

use domain::id::{AccountId, StoredMethodId};
use domain::renewal::StoredMethod;
use platform::Tx;

use super::answer_in_time;
use crate::ports::no_answer::NoAnswer;
use crate::store::{accounts, methods};
use crate::unreadable::{readable, set_aside};
use crate::{Context, Error, Result, renewal};

/// What an account can pay with, the newest first, and how many more there are that cannot be read.
///
/// # Errors
/// Only what the database says.
pub async fn methods_of(ctx: &Context, account: AccountId) -> Result<(Vec<StoredMethod>, usize)> {
    let mut aside = Vec::new();
    let stored = methods::of_account(&mut ctx.db.read_one().await?, account).await?;
    let known = readable(stored, &mut aside)?;
    let hidden = aside.len();
    set_aside(ctx, aside).await;
    Ok((known, hidden))
}

/// `Rimuovi`: services that renew with it stop doing so by themselves.
///
/// # Errors
/// `NotFound` for one that is somebody else's.
pub async fn remove_method(ctx: &Context, account: AccountId, id: StoredMethodId) -> Result<()> {
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let held = accounts::hold(&mut tx, account).await?;
            own(&mut tx, account, id).await?;
            methods::remove(&mut tx, &held, id, ctx.now()).await?;
            renewal::method_removed(ctx, &mut tx, &held, id).await?;
            Ok(tx.commit().await?)
        })
        .await
}

/// One that belongs to this account; that of somebody else does not exist.
pub(super) async fn own(
    tx: &mut Tx,
    account: AccountId,
    id: StoredMethodId,
) -> Result<StoredMethod> {
    let method = methods::by_id(tx, id).await?;
    if method.account == account { Ok(method) } else { Err(Error::NotFound("stored method")) }
}

/// Has the provider let go of what was removed, and tells how many there were.
///
/// # Errors
/// Only what the database says; a provider that does not answer is asked again.
pub async fn detach_removed(ctx: &Context) -> Result<usize> {
    let Some(vault) = ctx.provider.method_vault() else { return Ok(0) };
    let mut tx = ctx.db.read().await?;
    let removed = methods::to_detach(&mut tx, ctx.provider.name()).await?;
    drop(tx);
    let mut gone = 0;
    for (id, reference) in removed {
        match answer_in_time(vault.detach(&reference)).await {
            Ok(()) => {
                let mut tx = ctx.db.write().await?;
                methods::detached(&mut tx, id, ctx.now()).await?;
                tx.commit().await?;
                gone += 1;
            }
            Err(NoAnswer(why)) => tracing::warn!(%id, why, "a removed way to pay is still kept"),
        }
    }
    Ok(gone)
}
