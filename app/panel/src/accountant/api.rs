//! The server functions of the accountants.

use domain::accountant::AccountantForm;
use domain::calendar::Date;
use domain::entitlements::Entitlements;
use domain::grant::Permissions;
use domain::id::{DelegationId, IntentId, SubscriptionId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the registration shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationView {
    /// The name of this form: however often it is sent, it makes one accountant.
    pub intent: IntentId,
    /// What was typed, without the password, and what was wrong.
    pub kept: Option<Kept<AccountantForm>>,
}

/// What the sign-in shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// What has just been done, after which one signs in anew.
    pub done: Option<AtTheDoor>,
    /// Where it leads, if that is a page of a service.
    pub next: String,
    /// The username that was typed, and what was wrong.
    pub kept: Option<Kept<String>>,
}

/// What has been done by whoever stands in front of the sign-in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AtTheDoor {
    /// Another password was chosen.
    PasswordChosen,
    /// The account was closed.
    Closed,
}

/// The home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomeView {
    /// By which customers find them.
    pub username: String,
    pub offers: Vec<OfferRow>,
    pub clients: Vec<ClientRow>,
    /// What has just been done.
    pub done: Option<HomeDone>,
    /// Why the last press was not done.
    pub error: Option<AppError>,
}

/// Something that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferRow {
    pub id: DelegationId,
    pub holder: String,
    pub entitlements: Entitlements,
    pub permissions: Permissions,
    pub until: Date,
}

/// A service whose panel is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientRow {
    pub id: DelegationId,
    pub service: SubscriptionId,
    pub holder: String,
    pub entitlements: Entitlements,
    pub permissions: Permissions,
    /// Its panel is not open yet.
    pub is_to_configure: bool,
}

/// What has just been done, about the customer of this name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HomeDone {
    Registered,
    PasswordChanged,
    Accepted(String),
    Declined(String),
    Ended(String),
}

/// The change of the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordView {
    pub username: String,
    /// What was wrong. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
pub(super) mod waiting {
    pub const REGISTER: &str = "accountant_registration_form";
    pub const SIGN_IN: &str = "accountant_sign_in_form";
    pub const DOOR: &str = "accountant_door_done";
    pub const PRESS: &str = "accountant_press";
    pub const HOME: &str = "accountant_home_done";
    pub const PASSWORD: &str = "accountant_password_form";
}

/// On to the sign-in, which says what was done.
#[cfg(feature = "ssr")]
pub(super) async fn at_the_door(done: AtTheDoor) -> Result<String, AppError> {
    ui::request::leave_outcome(ui::paths::ACCOUNTANT_SIGN_IN, waiting::DOOR, &done).await
}

/// On to the home, which says what was done.
#[cfg(feature = "ssr")]
async fn at_home(done: HomeDone) -> Result<String, AppError> {
    ui::request::leave_outcome(ui::paths::ACCOUNTANT, waiting::HOME, &done).await
}

/// The registration. Whoever is inside already goes on to the home.
#[server(output = Json)]
pub async fn load_accountant_registration() -> Result<RegistrationView, AppError> {
    use ui::paths;
    use ui::request::{context, is_accountant_in, kept};
    if is_accountant_in().await? {
        leptos_axum::redirect(paths::ACCOUNTANT);
    }
    Ok(RegistrationView {
        intent: IntentId(context().new_id()),
        kept: kept(waiting::REGISTER).await?,
    })
}

/// `Registrati`: the new accountant is signed in. A form without its name is one that was never sent
/// before.
#[server(output = Json)]
pub async fn register_accountant(
    #[server(default)] form: AccountantForm,
    #[server(default)] intent: String,
) -> Result<(), AppError> {
    use ui::browser::browser;
    use ui::paths;
    use ui::request::{context, finish, let_accountant_in};
    let (ctx, from) = (context(), browser().network);
    let intent = intent.parse().unwrap_or_else(|_| IntentId(ctx.new_id()));
    let outcome = match services::accountant::register(&ctx, from, intent, &form).await {
        Ok(registered) => {
            let_accountant_in(registered.accountant, registered.mark).await?;
            at_home(HomeDone::Registered).await
        }
        Err(error) => Err(error.into()),
    };
    // A password is never written down, not even for the moment of a redirect.
    let typed = AccountantForm { password: String::new(), ..form };
    finish(waiting::REGISTER, &typed, paths::ACCOUNTANT_REGISTER, outcome).await
}

/// The sign-in. Whoever is inside already goes on to the home.
#[server(output = Json)]
pub async fn load_accountant_sign_in(
    #[server(default)] outcome: String,
    #[server(default)] next: String,
) -> Result<SignInView, AppError> {
    use ui::paths;
    use ui::request::{is_accountant_in, kept, outcome as done};
    if is_accountant_in().await? {
        leptos_axum::redirect(paths::ACCOUNTANT);
    }
    Ok(SignInView {
        done: done(waiting::DOOR, &outcome).await?,
        next,
        kept: kept(waiting::SIGN_IN).await?,
    })
}

/// `Accedi`.
#[server(output = Json)]
pub async fn enter_accountant(
    #[server(default)] username: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use domain::second_factor::Next;
    use services::second_factor::Half;
    use ui::browser::{browser, remember};
    use ui::paths;
    use ui::request::{context, finish, let_accountant_in, wait_for_code};
    let ctx = context();
    let signed = services::accountant::sign_in(&ctx, &browser(), &username, &password).await;
    let outcome = match signed {
        Ok(signed) => {
            remember(&signed.devices);
            let to = after_sign_in(&ctx, signed.accountant, &next).await?;
            match signed.next {
                Next::Nothing => {
                    let_accountant_in(signed.accountant, signed.mark).await?;
                    Ok(to.to_owned())
                }
                Next::Code | Next::Enrolment => {
                    wait_for_code(Half::of_accountant(&ctx, &signed), to).await?;
                    Ok(paths::ACCOUNTANT_SIGN_IN_CODE.to_owned())
                }
            }
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_IN, &username, &paths::accountant_sign_in(&next), outcome).await
}

/// Where an accountant goes on to who has signed in: back to a page of a service that is delegated to
/// them, or to the home.
#[cfg(feature = "ssr")]
async fn after_sign_in<'a>(
    ctx: &services::Context,
    who: domain::id::AccountantId,
    next: &'a str,
) -> Result<&'a str, AppError> {
    use ui::paths;
    let Some(service) = paths::panel_asked_for(next) else { return Ok(paths::ACCOUNTANT) };
    let home = services::accountant::home(ctx, who).await?;
    let is_theirs = home.clients.iter().any(|client| client.service == service);
    Ok(if is_theirs { next } else { paths::ACCOUNTANT })
}

/// `I tuoi clienti`.
#[server(output = Json)]
pub async fn load_accountant_home(
    #[server(default)] outcome: String,
) -> Result<HomeView, AppError> {
    use services::accountant::{Client, Home, Offered};
    use ui::request::{accountant, context, kept, outcome as done};
    let (pass, visitor) = accountant().await?;
    let home = services::accountant::home(&context(), pass.accountant).await?;
    let Home { offers, clients } = home;
    let offer = |offered: Offered| {
        let Offered { id, holder, entitlements, permissions, until } = offered;
        OfferRow { id, holder, entitlements, permissions, until }
    };
    let client = |client: Client| {
        let Client { id, service, holder, entitlements, permissions, is_to_configure } = client;
        ClientRow { id, service, holder, entitlements, permissions, is_to_configure }
    };
    Ok(HomeView {
        username: visitor.username,
        offers: offers.into_iter().map(offer).collect(),
        clients: clients.into_iter().map(client).collect(),
        done: done(waiting::HOME, &outcome).await?,
        error: kept::<()>(waiting::PRESS).await?.map(|kept| kept.error),
    })
}

/// `Accetta`.
#[server(output = Json)]
pub async fn accept_delegation(id: DelegationId) -> Result<(), AppError> {
    use ui::request::{accountant, context};
    let (ctx, (pass, _)) = (context(), accountant().await?);
    let accepted = services::accountant::accept(&ctx, &pass, id).await;
    let whose = whose(&ctx, pass.accountant, id).await?;
    answered(accepted, HomeDone::Accepted(whose)).await
}

/// `Rifiuta`, or `Termina la delega`.
#[server(output = Json)]
pub async fn give_delegation_up(id: DelegationId) -> Result<(), AppError> {
    use ui::request::{accountant, context};
    let (ctx, (pass, _)) = (context(), accountant().await?);
    let home = services::accountant::home(&ctx, pass.accountant).await?;
    let offered = home.offers.into_iter().find(|offer| offer.id == id);
    let done = match offered {
        Some(offer) => HomeDone::Declined(offer.holder),
        None => HomeDone::Ended(whose(&ctx, pass.accountant, id).await?),
    };
    answered(services::accountant::end(&ctx, &pass, id).await, done).await
}

/// The customer behind a delegation; nobody once it is over.
#[cfg(feature = "ssr")]
async fn whose(
    ctx: &services::Context,
    who: domain::id::AccountantId,
    id: DelegationId,
) -> Result<String, AppError> {
    let home = services::accountant::home(ctx, who).await?;
    let client = home.clients.into_iter().find(|client| client.id == id);
    Ok(client.map(|client| client.holder).unwrap_or_default())
}

/// Back to the home; what is somebody else's is not there.
#[cfg(feature = "ssr")]
async fn answered(outcome: services::Result<()>, done: HomeDone) -> Result<(), AppError> {
    use ui::request::{answer_with, finish};
    let outcome = match outcome {
        Ok(()) => at_home(done).await,
        Err(services::Error::NotFound(_)) => {
            answer_with(AppError::NotFound.status());
            return Err(AppError::NotFound);
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::PRESS, &(), ui::paths::ACCOUNTANT, outcome).await
}

/// `Cambia la password`.
#[server(output = Json)]
pub async fn load_accountant_password() -> Result<PasswordView, AppError> {
    use ui::request::{accountant, kept};
    let (_, visitor) = accountant().await?;
    Ok(PasswordView {
        username: visitor.username,
        error: kept::<()>(waiting::PASSWORD).await?.map(|kept| kept.error),
    })
}

/// `Salva la nuova password`. Whoever does it stays in; every other sign-in ends.
#[server(output = Json)]
pub async fn change_accountant_password(
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    use domain::second_factor::Door;
    use services::accountant::change_password;
    use services::panel::PasswordForm;
    use ui::paths;
    use ui::request::{accountant, context, finish, stay_in_with};
    let (pass, _) = accountant().await?;
    let form = PasswordForm { current: current_password, new: password, again: password_again };
    let outcome = match change_password(&context(), &pass, &form).await {
        Ok(mark) => {
            stay_in_with(Door::Accountant, mark).await?;
            at_home(HomeDone::PasswordChanged).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::PASSWORD, &(), paths::ACCOUNTANT_PASSWORD, outcome).await
}

/// `Esci`. The other sign-ins of this browser stay.
#[server(output = Json)]
pub async fn leave_accountant() -> Result<(), AppError> {
    use ui::paths;
    ui::request::let_accountant_out().await?;
    ui::browser::clear();
    leptos_axum::redirect(paths::ACCOUNTANT_SIGN_IN);
    Ok(())
}
