//! The door for a user of the panel, with the password of their own or with a temporary one.

use domain::entitlements::Entitlements;
use domain::id::{PanelUserId, SignInId, SubscriptionId};
use domain::panel_user::PanelUser;
use domain::subscription::Standing;
use platform::Tx;

use super::{Access, ServiceAccess, Who, opened};
use crate::password::mark_with;
use crate::store::{panel_users, subscriptions};
use crate::{Context, Result};

/// Opens the panel for whoever signed in as this user `with` a password of this mark. A sign-in ends
/// with its password: somebody who got hold of a temporary one is out once its owner has chosen
/// another.
///
/// # Errors
/// Only what the database says.
pub async fn open(ctx: &Context, user: PanelUserId, with: &str) -> Result<Access> {
    open_in(ctx, user, with, None).await
}

/// The same for a sign-in that is listed, which may have ended.
///
/// # Errors
/// Only what the database says.
pub async fn open_in(
    ctx: &Context,
    user: PanelUserId,
    with: &str,
    sign_in: Option<SignInId>,
) -> Result<Access> {
    let mut tx = ctx.db.read().await?;
    look(ctx, &mut tx, user, with, sign_in).await
}

/// The same for the service that a page or a form names; none for what names no service. Somebody
/// else's is `Elsewhere`, whether there is such a service or not.
///
/// # Errors
/// Only what the database says.
pub async fn open_at(
    ctx: &Context,
    user: PanelUserId,
    with: &str,
    sign_in: Option<SignInId>,
    service: Option<SubscriptionId>,
) -> Result<Access> {
    let mut tx = ctx.db.read().await?;
    match user_with_mark(&mut tx, user, with, sign_in).await? {
        Some(known) if service == Some(known.subscription_id) => {
            look_at(ctx, &mut tx, known, with, sign_in).await
        }
        Some(_) => Ok(Access::Elsewhere),
        None => Ok(Access::Ended),
    }
}

/// True while a sign-in opens anything at all.
///
/// # Errors
/// Only what the database says.
pub async fn is_signed_in(
    ctx: &Context,
    user: PanelUserId,
    with: &str,
    sign_in: Option<SignInId>,
) -> Result<bool> {
    let mut tx = ctx.db.read().await?;
    Ok(match user_with_mark(&mut tx, user, with, sign_in).await? {
        None => false,
        Some(known) if known.is_owner() => true,
        Some(_) => !matches!(look(ctx, &mut tx, user, with, sign_in).await?, Access::Ended),
    })
}

async fn user_with_mark(
    tx: &mut Tx,
    user: PanelUserId,
    with: &str,
    sign_in: Option<SignInId>,
) -> Result<Option<PanelUser>> {
    let known = panel_users::by_sign_in(tx, user, sign_in).await?;
    Ok(known.filter(|known| mark_with(&known.signed_in_with(), known.factor) == with))
}

pub(super) async fn look(
    ctx: &Context,
    tx: &mut Tx,
    user: PanelUserId,
    with: &str,
    sign_in: Option<SignInId>,
) -> Result<Access> {
    match user_with_mark(tx, user, with, sign_in).await? {
        Some(known) => look_at(ctx, tx, known, with, sign_in).await,
        None => Ok(Access::Ended),
    }
}

async fn look_at(
    ctx: &Context,
    tx: &mut Tx,
    known: PanelUser,
    with: &str,
    sign_in: Option<SignInId>,
) -> Result<Access> {
    if known.temporary_until.is_some() {
        return Ok(Access::OnlyChange);
    }
    let today = ctx.today();
    let Some(subscription) = subscriptions::by_id(tx, known.subscription_id).await? else {
        return Ok(Access::ServiceOver);
    };
    let entitlements = Entitlements::of(&subscription, today);
    // Its days of consultation are over, whether somebody has closed it or not (docs/rules.md E2).
    if entitlements.standing() == Standing::Over {
        return Ok(Access::ServiceOver);
    }
    if !known.has_seat(&entitlements) {
        return Ok(Access::Ended);
    }
    let grant = panel_users::grant_of(&known)?;
    let is_to_configure = known.is_to_configure();
    let access = ServiceAccess {
        who: Who::User(known.id),
        mark: with.to_owned(),
        sign_in,
        has_factor: known.factor.is_some(),
        username: known.username.clone(),
        grant,
        subscription: subscription.on(today),
        entitlements,
        today,
    };
    Ok(opened(access, is_to_configure))
}
