//! Who has signed in to a panel.

use domain::device::Device;
use domain::id::{PanelUserId, SignInId, SubscriptionId};
use domain::second_factor::Door;
use serde::{Deserialize, Serialize};
use services::Context;
use services::panel::{self, Access};
use services::sign_ins::Listed;
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
    /// The sign-in as it is listed. One that was made before there was a list is not.
    #[serde(default)]
    listed: Option<Listed>,
}

impl PanelPass {
    fn id(&self) -> Option<SignInId> {
        self.listed.map(|listed| listed.id)
    }

    /// Notes that it is used now, for what it still opens.
    async fn note_use(self, ctx: &Context, session: &Session, opens: &Access) -> Result<()> {
        if let (Some(listed), false) = (self.listed, matches!(opens, Access::Ended))
            && let Some(used) = panel::use_sign_in(ctx, listed).await?
        {
            session.insert(PANEL_USER, Self { listed: Some(used), ..self }).await?;
        }
        Ok(())
    }
}

/// Who has signed in to the panel, and what that still opens.
///
/// # Errors
/// [`crate::Error::Session`], and what opening a panel may fail on.
pub async fn panel_visitor(
    ctx: &Context,
    session: &Session,
) -> Result<Option<(PanelUserId, Access)>> {
    let Some(pass) = session.get::<PanelPass>(PANEL_USER).await? else { return Ok(None) };
    let (user, access) = (pass.user, panel::open_in(ctx, pass.user, &pass.mark, pass.id()).await?);
    pass.note_use(ctx, session, &access).await?;
    Ok(Some((user, access)))
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
    let Some(pass) = session.get::<PanelPass>(PANEL_USER).await? else { return Ok(None) };
    let access = panel::open_at(ctx, pass.user, &pass.mark, pass.id(), service).await?;
    pass.note_use(ctx, session, &access).await?;
    Ok(Some(access))
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
    let Some(pass) = session.get::<PanelPass>(PANEL_USER).await? else { return Ok(false) };
    Ok(panel::is_signed_in(ctx, pass.user, &pass.mark, pass.id()).await?)
}

/// Lets a user into the panel who has given everything that the mark stands for, with this device; its
/// browser is known or not. The sign-in before it in this browser has ended.
///
/// # Errors
/// [`crate::Error::Session`], and what listing the sign-in may fail on.
pub async fn let_into_panel(
    ctx: &Context,
    session: &Session,
    (user, mark): (PanelUserId, String),
    (device, is_known): (Device, bool),
) -> Result<()> {
    end_listed(ctx, session).await?;
    let listed = Some(panel::begin_sign_in(ctx, user, &mark, (device, is_known)).await?);
    enter(session, PANEL_USER, &PanelPass { user, mark, listed }).await?;
    no_longer_half(session, Door::Panel).await
}

/// The sign-in of this browser to a panel is listed no more.
pub(super) async fn end_listed(ctx: &Context, session: &Session) -> Result<()> {
    match session.get::<PanelPass>(PANEL_USER).await?.and_then(|pass| pass.id()) {
        Some(id) => Ok(panel::leave_sign_in(ctx, id).await?),
        None => Ok(()),
    }
}

/// Lets a user out of the panel; the other sign-ins of this browser stay.
///
/// # Errors
/// [`crate::Error::Session`], and what ending the sign-in may fail on.
pub async fn leave_panel(ctx: &Context, session: &Session) -> Result<()> {
    end_listed(ctx, session).await?;
    end_purchase(session).await?;
    leave(session, PANEL_USER).await
}

/// Keeps a user of the panel in with another mark, under a new session id.
pub(super) async fn stay_in_panel(ctx: &Context, session: &Session, mark: String) -> Result<()> {
    let Some(pass) = session.get::<PanelPass>(PANEL_USER).await? else { return Ok(()) };
    if let Some(id) = pass.id() {
        panel::keep_sign_in(ctx, id, &mark).await?;
    }
    enter(session, PANEL_USER, &PanelPass { mark, ..pass }).await
}
