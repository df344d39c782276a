//! The sign-in to a panel, with a temporary password at first.

use chrono::{DateTime, TimeDelta, Utc};
use domain::entitlements::Entitlements;
use domain::id::{PanelUserId, SubscriptionId};
use domain::panel_user::PanelUser;
use domain::second_factor::Next;
use domain::sign_in::SignInError;
use domain::subscription::Standing;
use domain::text;

use crate::activation::temporary_until;
use crate::guessing::{self, Browser, Devices};
use crate::password::mark;
use crate::store::{panel_users, subscriptions};
use crate::{Context, Error, Result};

/// The clocks of two servers may differ by so much.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);

/// Somebody whose password was right.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Who is in the panel now.
    pub user: PanelUserId,
    /// Whose panel it is.
    pub service: SubscriptionId,
    /// Tells the password of this sign-in from any other, and nothing else about it. The session
    /// keeps it for [`super::open`], which it opens nothing of while a code is asked for.
    pub mark: String,
    /// What is asked for before they are in.
    pub next: Next,
    /// True until the temporary password has been changed: nothing else is open before.
    pub must_change: bool,
    /// What their browser remembers from now on.
    pub devices: Devices,
    /// Their browser has signed in with this password before.
    pub is_known: bool,
}

/// The panel user behind a username and its password.
///
/// # Errors
/// `WrongCredentials`, `TemporaryPasswordExpired`, `SeatRests`, or that whoever guesses has to wait.
pub async fn sign_in(
    ctx: &Context,
    browser: &Browser,
    username: &str,
    password: &str,
) -> Result<Signed> {
    let username = text::word(username).to_uppercase();
    let mut tx = ctx.db.read().await?;
    let known = panel_users::named(&mut tx, &username).await?;
    drop(tx);

    let known = known.map(|user| {
        let hash = user.password_hash.clone();
        (user, hash)
    });
    let (user, devices) =
        guessing::sign_in(ctx, ("panel", &username), known, browser, password).await?;
    if user.temporary_until.is_some_and(|until| is_over(ctx, until)) {
        return Err(SignInError::TemporaryPasswordExpired.into());
    }
    if !has_seat(ctx, &user).await? {
        return Err(SignInError::SeatRests.into());
    }
    let is_known = guessing::knows(ctx, ("panel", &username), &user.password_hash, browser);
    let mark = mark(&user.signed_in_with());
    let next = Next::after_password(user.factor.is_some(), false);
    if next == Next::Nothing {
        ctx.db.retrying(|| note(ctx, user.id)).await?;
    }
    let must_change = user.temporary_until.is_some();
    let (user, service) = (user.id, user.subscription_id);
    Ok(Signed { user, service, mark, next, must_change, devices, is_known })
}

/// An additional user is let in while one of the seats is theirs; of a service that is over, the panel
/// says so itself.
async fn has_seat(ctx: &Context, user: &PanelUser) -> Result<bool> {
    if user.is_owner() {
        return Ok(true);
    }
    let mut tx = ctx.db.read().await?;
    let service = subscriptions::by_id(&mut tx, user.subscription_id).await?;
    Ok(service.is_none_or(|service| {
        let entitlements = Entitlements::of(&service, ctx.today());
        entitlements.standing() == Standing::Over || user.has_seat(&entitlements)
    }))
}

async fn note(ctx: &Context, user: PanelUserId) -> Result<()> {
    let mut tx = ctx.db.write().await?;
    panel_users::note_sign_in(&mut tx, user, ctx.now()).await?;
    Ok(tx.commit().await?)
}

/// One that lasts longer than any that is given today was given while a clock was ahead.
fn is_over(ctx: &Context, until: DateTime<Utc>) -> bool {
    let longest = temporary_until(ctx.now()) + CLOCKS_DIFFER;
    until < ctx.now() || until > longest
}

/// The name with which a panel user signs in.
///
/// # Errors
/// `NotFound` when the user is gone.
pub async fn username(ctx: &Context, user: PanelUserId) -> Result<String> {
    let mut tx = ctx.db.read().await?;
    let known = panel_users::by_id(&mut tx, user).await?;
    Ok(known.ok_or(Error::NotFound("panel user"))?.username.clone())
}
