//! The server functions of the additional users. To everybody but the owner none of them is there.

use domain::Money;
use domain::entitlements::{Entitlements, Seats};
use domain::grant::{Permissions, UserForm, UserState};
use domain::hindrance::First;
use domain::id::{PanelUserId, SubscriptionId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::NamedService;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// An additional user, as pages show them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRow {
    pub id: PanelUserId,
    pub username: String,
    pub email: String,
    pub permissions: Permissions,
    pub state: UserState,
    /// Day and hour, for people; none before the first time.
    pub last_sign_in: Option<String>,
    /// They rest before the others when there are fewer seats.
    pub leaves: bool,
}

/// How many seats there are, and how one more is had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatsView {
    pub service: SubscriptionId,
    pub seats: Seats,
    /// What the service may use today: its parts have permissions, and its seats their terms.
    pub entitlements: Entitlements,
    /// What a year of one more costs today, without IVA; none when it is not sold.
    pub yearly: Option<Money>,
    /// What is settled before another one can be bought.
    pub first: Option<First>,
    /// Why the last press on `Aggiungi` led nowhere.
    pub error: Option<AppError>,
}

/// The list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsersView {
    pub users: Vec<UserRow>,
    pub seats: SeatsView,
    /// What has just been done.
    pub done: Option<UserDone>,
}

/// What has just been done about the user of this name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UserDone {
    Created(String),
    Changed(String),
    Email(String),
    Reset(String),
    SignedOut(String),
    Leaves(String),
    Stays(String),
    Removed(String),
}

/// The form of a new user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUserView {
    pub seats: SeatsView,
    /// What was typed, and what was wrong with it.
    pub kept: Option<Kept<UserForm>>,
}

/// The page of a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneUserView {
    pub service: SubscriptionId,
    pub user: UserRow,
    pub entitlements: Entitlements,
    /// What was ticked, where it was about permissions, and why it was not done.
    pub kept: Option<Kept<Option<Vec<String>>>>,
    /// What was typed as another address, and what was wrong with it.
    pub kept_email: Option<Kept<String>>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub use crate::service::api::waiting::PRESS;

    pub const NEW: &str = "panel_new_user_form";
    pub const CHANGE: &str = "panel_user_form";
    pub const EMAIL: &str = "panel_user_email_form";
    pub const DONE: &str = "panel_user_done";
}

/// The owner, for a form: of a service that is over, nothing is there any more.
#[cfg(feature = "ssr")]
async fn owner(service: &NamedService) -> Result<services::panel::ServiceAccess, AppError> {
    use ui::request::{not_found, owner_access};
    owner_access(service).await?.ok_or_else(not_found)
}

#[cfg(feature = "ssr")]
fn row(user: services::panel::users::User) -> UserRow {
    let moment = |at| {
        let civil = services::civil_time(at);
        format!("{}, ore {}", domain::format::short_date(civil.date()), civil.format("%H:%M"))
    };
    UserRow {
        id: user.id,
        username: user.username,
        email: user.email,
        permissions: user.permissions,
        state: user.state,
        last_sign_in: user.last_sign_in_at.map(moment),
        leaves: user.leaves,
    }
}

/// Everybody, and the seats.
#[cfg(feature = "ssr")]
async fn users_of(
    access: &services::panel::ServiceAccess,
) -> Result<(Vec<UserRow>, SeatsView), AppError> {
    use crate::kept::kept;
    let found = services::panel::users::list(&ui::request::context(), access).await?;
    let service = access.subscription().id;
    let seats = SeatsView {
        service,
        seats: found.seats,
        entitlements: access.entitlements().clone(),
        yearly: found.yearly,
        first: found.first,
        error: kept::<()>(waiting::PRESS, service).await?.map(|kept| kept.error),
    };
    Ok((found.users.into_iter().map(row).collect(), seats))
}

/// `Utenti aggiuntivi`; nothing when the service is over.
#[server(output = Json)]
pub async fn load_panel_users(
    #[server(default)] service: NamedService,
    #[server(default)] outcome: String,
) -> Result<Option<UsersView>, AppError> {
    use ui::request::{outcome as done, owner_access};
    let Some(access) = owner_access(&service).await? else { return Ok(None) };
    let (users, seats) = users_of(&access).await?;
    Ok(Some(UsersView { users, seats, done: done(waiting::DONE, &outcome).await? }))
}

/// `Crea utente`; nothing when the service is over.
#[server(output = Json)]
pub async fn load_new_panel_user(
    #[server(default)] service: NamedService,
) -> Result<Option<NewUserView>, AppError> {
    use crate::kept::kept;
    use ui::request::owner_access;
    let Some(access) = owner_access(&service).await? else { return Ok(None) };
    let (_, seats) = users_of(&access).await?;
    let kept = kept(waiting::NEW, seats.service).await?;
    Ok(Some(NewUserView { seats, kept }))
}

/// `Crea utente`, pressed.
#[server(output = Json)]
pub async fn create_panel_user(
    #[server(default)] service: NamedService,
    #[server(default)] form: UserForm,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::context;
    let access = owner(&service).await;
    let Some(service) = crate::kept::waits_for(&service, &access) else {
        return access.map(drop);
    };
    let outcome = match access {
        Ok(access) => match services::panel::users::create(&context(), &access, &form).await {
            Ok(()) => {
                let username = domain::text::word(&form.username).to_uppercase();
                done(service, UserDone::Created(username)).await
            }
            Err(error) => Err(error.into()),
        },
        Err(error) => Err(error),
    };
    let page = paths::panel_new_user(service);
    crate::kept::finish(waiting::NEW, service, &form, &page, outcome).await
}

/// The page of a user; nothing when the service is over.
#[server(output = Json)]
pub async fn load_panel_user(
    #[server(default)] service: NamedService,
    id: String,
) -> Result<Option<OneUserView>, AppError> {
    use crate::kept::kept_about;
    use ui::request::{context, not_found, owner_access};
    let Some(access) = owner_access(&service).await? else { return Ok(None) };
    let id: PanelUserId = id.parse().map_err(|_| not_found())?;
    let found = services::panel::users::user(&context(), &access, id).await?;
    let service = access.subscription().id;
    Ok(Some(OneUserView {
        service,
        user: row(found),
        entitlements: access.entitlements().clone(),
        kept: kept_about(waiting::CHANGE, service, &id).await?,
        kept_email: kept_about(waiting::EMAIL, service, &id).await?,
    }))
}

/// `Salva i permessi`.
#[server(output = Json)]
pub async fn change_panel_user(
    #[server(default)] service: NamedService,
    id: PanelUserId,
    #[server(default)] permissions: Vec<String>,
) -> Result<(), AppError> {
    let found = found(&service, id).await;
    let Some(service) = crate::kept::waits_for(&service, &found) else { return found.map(drop) };
    let outcome = match found {
        Ok((ctx, access, username)) => {
            match services::panel::users::change(&ctx, &access, id, &permissions).await {
                Ok(()) => done(service, UserDone::Changed(username)).await,
                Err(error) => Err(error.into()),
            }
        }
        Err(error) => Err(error),
    };
    stay(service, id, Some(permissions), outcome).await
}

/// `Salva l’indirizzo`.
#[server(output = Json)]
pub async fn move_panel_user(
    #[server(default)] service: NamedService,
    id: PanelUserId,
    #[server(default)] email: String,
) -> Result<(), AppError> {
    let found = found(&service, id).await;
    let Some(service) = crate::kept::waits_for(&service, &found) else { return found.map(drop) };
    let outcome = match found {
        Ok((ctx, access, username)) => {
            match services::panel::users::change_email(&ctx, &access, id, &email).await {
                Ok(()) => done(service, UserDone::Email(username)).await,
                Err(error) => Err(error.into()),
            }
        }
        Err(error) => Err(error),
    };
    let page = ui::paths::panel_user(service, id);
    crate::kept::finish(waiting::EMAIL, service, &(id, email), &page, outcome).await
}

/// `Invia una nuova password`.
#[server(output = Json)]
pub async fn reset_panel_user(
    #[server(default)] service: NamedService,
    id: PanelUserId,
) -> Result<(), AppError> {
    let (ctx, access, username) = found(&service, id).await?;
    let reset = services::panel::users::reset(&ctx, &access, id).await;
    back(&access, id, reset, UserDone::Reset(username)).await
}

/// `Chiudi gli accessi aperti`.
#[server(output = Json)]
pub async fn sign_panel_user_out(
    #[server(default)] service: NamedService,
    id: PanelUserId,
) -> Result<(), AppError> {
    let (ctx, access, username) = found(&service, id).await?;
    let signed_out = services::panel::users::sign_out(&ctx, &access, id).await;
    back(&access, id, signed_out, UserDone::SignedOut(username)).await
}

/// `Lascia il posto`: before a renewal with fewer seats.
#[server(output = Json)]
pub async fn let_panel_user_leave(
    #[server(default)] service: NamedService,
    id: PanelUserId,
) -> Result<(), AppError> {
    let (ctx, access, username) = found(&service, id).await?;
    let leaves = services::panel::users::leave(&ctx, &access, id, true).await;
    back(&access, id, leaves, UserDone::Leaves(username)).await
}

/// `Tieni il posto`: not any more.
#[server(output = Json)]
pub async fn let_panel_user_stay(
    #[server(default)] service: NamedService,
    id: PanelUserId,
) -> Result<(), AppError> {
    let (ctx, access, username) = found(&service, id).await?;
    let stays = services::panel::users::leave(&ctx, &access, id, false).await;
    back(&access, id, stays, UserDone::Stays(username)).await
}

/// `Elimina`, `Sì`.
#[server(output = Json)]
pub async fn remove_panel_user(
    #[server(default)] service: NamedService,
    id: PanelUserId,
) -> Result<(), AppError> {
    let (ctx, access, username) = found(&service, id).await?;
    let removed = services::panel::users::remove(&ctx, &access, id).await;
    back(&access, id, removed, UserDone::Removed(username)).await
}

/// The owner, and the username of a user of theirs; anybody else's is not there.
#[cfg(feature = "ssr")]
async fn found(
    service: &NamedService,
    id: PanelUserId,
) -> Result<(services::Context, services::panel::ServiceAccess, String), AppError> {
    let (ctx, access) = (ui::request::context(), owner(service).await?);
    let user = services::panel::users::user(&ctx, &access, id).await?;
    Ok((ctx, access, user.username))
}

/// On to the list, which says what was done, or back to the user's page.
#[cfg(feature = "ssr")]
async fn back(
    access: &services::panel::ServiceAccess,
    id: PanelUserId,
    outcome: services::Result<()>,
    what: UserDone,
) -> Result<(), AppError> {
    let service = access.subscription().id;
    let outcome = match outcome {
        Ok(()) => done(service, what).await,
        Err(error) => Err(error.into()),
    };
    stay(service, id, None, outcome).await
}

/// On to the next page, or back to the user's with what was ticked.
#[cfg(feature = "ssr")]
async fn stay(
    service: SubscriptionId,
    id: PanelUserId,
    ticked: Option<Vec<String>>,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    let page = ui::paths::panel_user(service, id);
    crate::kept::finish(waiting::CHANGE, service, &(id, ticked), &page, outcome).await
}

#[cfg(feature = "ssr")]
async fn done(service: SubscriptionId, what: UserDone) -> Result<String, AppError> {
    ui::request::leave_outcome(&ui::paths::panel_users(service), waiting::DONE, &what).await
}
