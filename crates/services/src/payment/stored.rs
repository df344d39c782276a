//! A stored method in front of the ways to pay: one press, with the customer there.

use domain::id::{AccountId, StoredMethodId};
use domain::order::PaymentMethod;
use domain::payment::{Attempt, PaymentError, Source};
use domain::renewal::StoredMethod;
use platform::Tx;

use crate::store::methods;
use crate::store::orders::HeldOrder;
use crate::{Context, Result, renewal};

/// The stored methods that can be taken where these kinds are offered, the newest first. One that
/// cannot be read is reported where the methods are listed.
async fn can_pay_with(
    ctx: &Context,
    tx: &mut Tx,
    account: AccountId,
    kinds: &[PaymentMethod],
) -> Result<Vec<StoredMethod>> {
    if !kinds.iter().any(|kind| kind.is_immediate()) {
        return Ok(Vec::new());
    }
    let known = methods::of_account(tx, account).await?.into_iter().flatten().collect();
    Ok(usable_among(ctx, known, kinds))
}

/// Those of them that can be taken today where these kinds are offered.
pub(crate) fn usable_among(
    ctx: &Context,
    known: Vec<StoredMethod>,
    kinds: &[PaymentMethod],
) -> Vec<StoredMethod> {
    let (today, provider) = (ctx.today(), ctx.provider.name());
    let can = |method: &StoredMethod| {
        kinds.contains(&method.name.kind)
            && method.provider == provider
            && !method.name.is_void(today)
    };
    known.into_iter().filter(can).collect()
}

/// The one that was chosen.
///
/// # Errors
/// `MethodNotOffered` when it was removed, is void, or is somebody else's.
pub(crate) async fn usable(
    ctx: &Context,
    tx: &mut Tx,
    account: AccountId,
    kind: PaymentMethod,
    id: StoredMethodId,
) -> Result<StoredMethod> {
    let known = can_pay_with(ctx, tx, account, &[kind]).await?;
    let chosen = known.into_iter().find(|method| method.id == id);
    Ok(chosen.ok_or(PaymentError::MethodNotOffered)?)
}

/// An order was paid with a stored method by somebody who was there: what it was for renews with
/// it by itself, unless that was decided before.
pub(super) async fn renews_with(
    ctx: &Context,
    tx: &mut Tx,
    attempt: &Attempt,
    order: &HeldOrder,
) -> Result<()> {
    let Source::Stored { id, attended: true, .. } = &attempt.source else { return Ok(()) };
    let known = methods::of_account(tx, order.account).await?.into_iter().flatten();
    // It may have been removed in between.
    let Some(method) = known.into_iter().find(|method| method.id == *id) else { return Ok(()) };
    renewal::turn_on_after_payment(ctx, tx, order.held_account(), order.id, &method).await
}
