//! Who has signed in to a panel.

use domain::id::{PanelUserId, SubscriptionId};
use domain::second_factor::Door;
use serde::{Deserialize, Serialize};
use services::Context;
use services::panel::{self, Access};
use tower_sessions::Session;

use super::half::no_longer_half;
use super::purchase::end_purchase;
use super::{delegated, has_accountant};
use crate::Result;
use crate::session::{enter, leave};

const PANEL_USER: &str = "panel_user";

/// A sign-in to the panel, and the mark of the password that it was made with.
#[derive(Serialize, Deserialize)]
struct PanelPass {
    user: PanelUserId,
    mark: String,
}

/// Who has signed in to the panel, and what that still opens.
///
/// # Errors
/// [`crate::Error::Session`], and what opening a panel may fail on.
pub async fn panel_visitor(
    ctx: &Context,
    session: &Session,
) -> Result<Option<(PanelUserId, Access)>> {
    let Some(PanelPass { user, mark }) = session.get(PANEL_USER).await? else { return Ok(None) };
    Ok(Some((user, panel::open(ctx, user, &mark).await?)))
}

/// The same for the service that a page or a form names; none for what names no service. The user of
/// exactly this panel goes first, and after them comes an accountant to whom it is delegated.
///
/// # Errors
/// [`crate::Error::Session`], and what opening a panel may fail on.
pub async fn panel_visitor_at(
    ctx: &Context,
    session: &Session,
    service: Option<SubscriptionId>,
) -> Result<Option<Access>> {
    let own = panel_user_at(ctx, session, service).await?;
    if goes_first(own.as_ref()) {
        return Ok(own);
    }
    Ok(delegated(ctx, session, service).await?.or(own))
}

/// What a panel is to the accountant who has signed in, where no user of it goes first. Nothing where no
/// accountant has.
///
/// # Errors
/// [`crate::Error::Session`], and what opening a panel may fail on.
pub async fn accountant_at(
    ctx: &Context,
    session: &Session,
    service: Option<SubscriptionId>,
) -> Result<Option<Access>> {
    if !has_accountant(session).await?
        || goes_first(panel_user_at(ctx, session, service).await?.as_ref())
    {
        return Ok(None);
    }
    delegated(ctx, session, service).await
}

fn goes_first(own: Option<&Access>) -> bool {
    match own {
        Some(
            Access::Open(_) | Access::ToConfigure(_) | Access::OnlyChange | Access::ServiceOver,
        ) => true,
        Some(Access::Elsewhere | Access::Ended) | None => false,
    }
}

/// What the panel of a service is to the user who has signed in to one, whoever else is in the browser.
///
/// # Errors
/// [`crate::Error::Session`], and what opening a panel may fail on.
pub async fn panel_user_at(
    ctx: &Context,
    session: &Session,
    service: Option<SubscriptionId>,
) -> Result<Option<Access>> {
    let Some(PanelPass { user, mark }) = session.get(PANEL_USER).await? else { return Ok(None) };
    Ok(Some(panel::open_at(ctx, user, &mark, service).await?))
}

/// Whose name the pages of the panel show. What the sign-in still opens is [`panel_visitor`]'s to
/// say.
///
/// # Errors
/// [`crate::Error::Session`], and what reading the user may fail on.
pub async fn panel_user(ctx: &Context, session: &Session) -> Result<Option<panel::Visitor>> {
    let Some(PanelPass { user, .. }) = session.get(PANEL_USER).await? else { return Ok(None) };
    Ok(panel::visitor(ctx, user).await?)
}

/// True for somebody who need not sign in to the panel again.
///
/// # Errors
/// [`crate::Error::Session`], and what reading the user may fail on.
pub async fn is_in_panel(ctx: &Context, session: &Session) -> Result<bool> {
    let Some(PanelPass { user, mark }) = session.get(PANEL_USER).await? else { return Ok(false) };
    Ok(panel::is_signed_in(ctx, user, &mark).await?)
}

/// Lets a user into the panel.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn let_into_panel(session: &Session, user: PanelUserId, mark: String) -> Result<()> {
    enter(session, PANEL_USER, &PanelPass { user, mark }).await?;
    no_longer_half(session, Door::Panel).await
}

/// Lets a user out of the panel; the other sign-ins of this browser stay.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn leave_panel(session: &Session) -> Result<()> {
    end_purchase(session).await?;
    leave(session, PANEL_USER).await
}

/// Keeps a user of the panel in with another mark, under a new session id.
pub(super) async fn stay_in_panel(session: &Session, mark: String) -> Result<()> {
    match session.get::<PanelPass>(PANEL_USER).await? {
        Some(pass) => enter(session, PANEL_USER, &PanelPass { mark, ..pass }).await,
        None => Ok(()),
    }
}
