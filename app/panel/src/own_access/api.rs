//! The server functions of `Il tuo accesso`, which is everybody's own. Each form says whose it is:
//! somebody else may sign in to the same browser while it is open.

use domain::id::{PanelUserId, SignInId, SubscriptionId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::components::OpenSession;
use ui::error::AppError;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccessView {
    pub service: SubscriptionId,
    pub user: PanelUserId,
    pub username: String,
    pub email: String,
    pub is_owner: bool,
    /// A code of the telephone is asked for as well.
    pub has_factor: bool,
    /// When they signed in before this time, for people; none when that is not known.
    pub before: Option<String>,
    pub sessions: Vec<OpenSession>,
    /// What has just been done.
    pub done: Option<OwnDone>,
}

/// What has just been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnDone {
    Password,
    SignInEnded,
    OthersEnded,
    /// Nothing: the form was somebody else's.
    NotTheirs,
}

/// What the form of another password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPasswordView {
    pub user: PanelUserId,
    pub username: String,
    /// What was wrong. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const PASSWORD: &str = "panel_own_password_form";
    pub const SIGN_INS: &str = "panel_sign_ins";
    pub const DONE: &str = "panel_own_done";
}

/// Whoever is inside, for a form of theirs; nobody when it is somebody else's, who was in this
/// browser before. Of a service that is over, nothing is there any more.
#[cfg(feature = "ssr")]
async fn inside(whose: &str) -> Result<Option<services::panel::ServiceAccess>, AppError> {
    let access = ui::request::own_panel().await?.ok_or_else(ui::request::not_found)?;
    let is_theirs = access.user().is_some_and(|user| user.to_string() == whose);
    Ok(is_theirs.then_some(access))
}

/// On to the page of whoever is inside, which says that nothing was done.
#[cfg(feature = "ssr")]
async fn not_theirs() -> Result<(), AppError> {
    let page = ui::paths::PANEL_ACCESS;
    let next = ui::request::leave_outcome(page, waiting::DONE, &OwnDone::NotTheirs).await?;
    leptos_axum::redirect(&next);
    Ok(())
}

/// `Il tuo accesso`; nothing when the service is over.
#[server(output = Json)]
pub async fn load_own_access(
    #[server(default)] outcome: String,
) -> Result<Option<OwnAccessView>, AppError> {
    use domain::format::moment;
    use services::civil_time;
    use ui::request::{context, not_found, outcome as done, own_panel};
    let Some(access) = own_panel().await? else { return Ok(None) };
    let user = access.user().ok_or_else(not_found)?;
    let own = services::panel::own_access(&context(), &access).await?;
    let session = |sign_in: services::sign_ins::SignIn| OpenSession {
        id: sign_in.id,
        device: sign_in.device,
        since: moment(civil_time(sign_in.since)),
        seen: moment(civil_time(sign_in.seen)),
        is_this: Some(sign_in.id) == access.sign_in(),
    };
    Ok(Some(OwnAccessView {
        service: access.subscription().id,
        user,
        username: own.username,
        email: own.email,
        is_owner: own.is_owner,
        has_factor: own.has_factor,
        before: own.before.map(|at| moment(civil_time(at))),
        sessions: own.sign_ins.into_iter().map(session).collect(),
        done: done(waiting::DONE, &outcome).await?,
    }))
}

/// `Cambia la password`; nothing when the service is over.
#[server(output = Json)]
pub async fn load_own_password() -> Result<Option<OwnPasswordView>, AppError> {
    use ui::request::{kept, not_found, own_panel};
    let Some(access) = own_panel().await? else { return Ok(None) };
    Ok(Some(OwnPasswordView {
        user: access.user().ok_or_else(not_found)?,
        username: access.username().to_owned(),
        error: kept::<()>(waiting::PASSWORD).await?.map(|kept| kept.error),
    }))
}

/// `Salva la nuova password`. This browser stays signed in, and no other.
#[server(output = Json)]
pub async fn change_own_panel_password(
    #[server(default)] whose: String,
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    use services::panel::{PasswordForm, change_own_password};
    use ui::paths;
    use ui::request::{context, finish};
    let Some(access) = inside(&whose).await? else { return not_theirs().await };
    let form = PasswordForm { current: current_password, new: password, again: password_again };
    let outcome = match change_own_password(&context(), &access, &form).await {
        Ok(mark) => stay(mark, OwnDone::Password).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::PASSWORD, &(), paths::PANEL_OWN_PASSWORD, outcome).await
}

/// `Esci`, for another device.
#[server(output = Json)]
pub async fn end_panel_session(
    #[server(default)] whose: String,
    id: SignInId,
) -> Result<(), AppError> {
    use services::panel::end_sign_in;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, not_found};
    let Some(access) = inside(&whose).await? else { return not_theirs().await };
    let outcome = match end_sign_in(&context(), &access, id).await {
        // Somebody else's is not there.
        Err(services::Error::NotFound(_)) => return Err(not_found()),
        Ok(()) => leave_outcome(paths::PANEL_ACCESS, waiting::DONE, &OwnDone::SignInEnded).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_INS, &(), paths::PANEL_ACCESS, outcome).await
}

/// `Esci da tutti gli altri dispositivi`.
#[server(output = Json)]
pub async fn end_other_panel_sessions(#[server(default)] whose: String) -> Result<(), AppError> {
    use services::panel::end_other_sign_ins;
    use ui::paths;
    use ui::request::{context, finish};
    let Some(access) = inside(&whose).await? else { return not_theirs().await };
    let outcome = match end_other_sign_ins(&context(), &access).await {
        Ok(mark) => stay(mark, OwnDone::OthersEnded).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_INS, &(), paths::PANEL_ACCESS, outcome).await
}

/// This browser goes on with another mark, to the page that says what was done.
#[cfg(feature = "ssr")]
async fn stay(mark: String, done: OwnDone) -> Result<String, AppError> {
    use domain::second_factor::Door;
    use ui::request::{leave_outcome, stay_in_with};
    stay_in_with(Door::Panel, mark).await?;
    leave_outcome(ui::paths::PANEL_ACCESS, waiting::DONE, &done).await
}
