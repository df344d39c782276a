//! The server functions of an accountant's own data.

use domain::id::SignInId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::components::{NewAddress, OpenSession};
use ui::error::AppError;
use ui::json::Json;

/// What is known of the accountant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataView {
    pub username: String,
    pub name: String,
    pub email: String,
    pub tax_number: String,
    /// A code of the telephone is asked for as well.
    pub has_factor: bool,
    /// When they signed in before this time, for people; none when that is not known.
    pub before: Option<String>,
    pub sessions: Vec<OpenSession>,
    /// How many panels are open to them, which close with the account.
    pub clients: usize,
    /// What has just been done.
    pub done: Option<DataDone>,
    /// Why the account was not closed.
    pub error: Option<AppError>,
}

/// What has just been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataDone {
    Renamed,
    /// A link went to this address.
    EmailAsked(String),
    SignInEnded,
    OthersEnded,
}

/// What the form of another name shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameView {
    /// As it was typed, or as it is kept.
    pub name: String,
    /// What was wrong with it.
    pub error: Option<AppError>,
}

/// What the form of another address shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailView {
    /// The present one.
    pub now: String,
    /// What was typed.
    pub typed: String,
    /// What was wrong with it.
    pub error: Option<AppError>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const NAME: &str = "accountant_name_form";
    pub const EMAIL: &str = "accountant_email_form";
    pub const CONFIRM: &str = "accountant_confirm_email";
    pub const CONFIRMED: &str = "accountant_confirmed_email";
    pub const DONE: &str = "accountant_data_done";
    pub const CLOSE: &str = "accountant_close_form";
    pub const SIGN_INS: &str = "accountant_sign_ins";
}

/// On to the data, which say what was done.
#[cfg(feature = "ssr")]
async fn at_the_data(done: DataDone) -> Result<String, AppError> {
    ui::request::leave_outcome(ui::paths::ACCOUNTANT_DATA, waiting::DONE, &done).await
}

/// `I tuoi dati`.
#[server(output = Json)]
pub async fn load_accountant_data(
    #[server(default)] outcome: String,
) -> Result<DataView, AppError> {
    use domain::format::moment;
    use services::accountant::{home, own_sign_ins};
    use services::civil_time;
    use ui::request::{accountant, context, kept, outcome as done};
    let (pass, visitor) = accountant().await?;
    let home = home(&context(), pass.accountant).await?;
    let own = own_sign_ins(&context(), &pass).await?;
    let session = |sign_in: services::sign_ins::SignIn| OpenSession {
        id: sign_in.id,
        device: sign_in.device,
        since: moment(civil_time(sign_in.since)),
        seen: moment(civil_time(sign_in.seen)),
        is_this: sign_in.id == pass.id,
    };
    Ok(DataView {
        before: own.before.map(|at| moment(civil_time(at))),
        sessions: own.sign_ins.into_iter().map(session).collect(),
        username: visitor.username,
        name: visitor.name,
        email: visitor.email,
        tax_number: visitor.tax_number,
        has_factor: visitor.has_factor,
        clients: home.clients.len(),
        done: done(waiting::DONE, &outcome).await?,
        error: kept::<()>(waiting::CLOSE).await?.map(|kept| kept.error),
    })
}

/// `Cambia il nome`.
#[server(output = Json)]
pub async fn load_accountant_name() -> Result<NameView, AppError> {
    use ui::form::Kept;
    use ui::request::{accountant, kept};
    let (_, visitor) = accountant().await?;
    Ok(match kept(waiting::NAME).await? {
        Some(Kept { typed, error }) => NameView { name: typed, error: Some(error) },
        None => NameView { name: visitor.name, error: None },
    })
}

/// `Salva`.
#[server(output = Json)]
pub async fn rename_accountant(#[server(default)] name: String) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{accountant, context, finish};
    let outcome = async {
        let (pass, _) = accountant().await?;
        services::accountant::rename(&context(), &pass, &name).await?;
        at_the_data(DataDone::Renamed).await
    };
    finish(waiting::NAME, &name, paths::ACCOUNTANT_NAME, outcome.await).await
}

/// `Cambia l’indirizzo email`.
#[server(output = Json)]
pub async fn load_accountant_email() -> Result<EmailView, AppError> {
    use ui::request::{accountant, kept};
    let (_, visitor) = accountant().await?;
    let (typed, error) =
        kept::<String>(waiting::EMAIL).await?.map(|kept| (kept.typed, kept.error)).unzip();
    Ok(EmailView { now: visitor.email, typed: typed.unwrap_or_default(), error })
}

/// `Invia il link`.
#[server(output = Json)]
pub async fn change_accountant_email(
    #[server(default)] email: String,
    #[server(default)] current_password: String,
) -> Result<(), AppError> {
    use services::accountant::ask_email;
    use ui::paths;
    use ui::request::{accountant, context, finish};
    let outcome = async {
        let (pass, _) = accountant().await?;
        ask_email(&context(), &pass, &email, &current_password).await?;
        at_the_data(DataDone::EmailAsked(email.trim().to_owned())).await
    };
    finish(waiting::EMAIL, &email, paths::ACCOUNTANT_EMAIL, outcome.await).await
}

/// The page of a new address. Looking at it uses no link up.
#[server(output = Json)]
pub async fn load_accountant_confirmation(
    #[server(default)] link: String,
    #[server(default)] outcome: String,
) -> Result<NewAddress, AppError> {
    use ui::request::{context, kept, outcome as done};
    // The page says by itself that a link is void.
    kept::<()>(waiting::CONFIRM).await?;
    if let Some(email) = done(waiting::CONFIRMED, &outcome).await? {
        return Ok(NewAddress::Done(email));
    }
    let email = services::accountant::email_of(&context(), &link).await?;
    Ok(email.map_or(NewAddress::Void, NewAddress::Open))
}

/// `Conferma l’indirizzo`.
#[server(output = Json)]
pub async fn confirm_accountant_email(#[server(default)] link: String) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let page = paths::with_link(paths::ACCOUNTANT_CONFIRM_EMAIL, &link);
    let outcome = match services::accountant::confirm_email(&context(), &link).await {
        Ok(email) => leave_outcome(&page, waiting::CONFIRMED, &email).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::CONFIRM, &(), &page, outcome).await
}

/// `Chiudi l’utenza`.
#[server(output = Json)]
pub async fn close_accountant(#[server(default)] current_password: String) -> Result<(), AppError> {
    use crate::accountant::api::{AtTheDoor, at_the_door};
    use ui::paths;
    use ui::request::{accountant, context, finish, let_accountant_out};
    let (pass, _) = accountant().await?;
    let outcome = match services::accountant::close(&context(), &pass, &current_password).await {
        Ok(()) => {
            let_accountant_out().await?;
            ui::browser::clear();
            at_the_door(AtTheDoor::Closed).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::CLOSE, &(), paths::ACCOUNTANT_DATA, outcome).await
}

/// `Esci`, for another device.
#[server(output = Json)]
pub async fn end_accountant_session(id: SignInId) -> Result<(), AppError> {
    use services::accountant::end_sign_in;
    use ui::paths;
    use ui::request::{accountant, context, finish, not_found};
    let (pass, _) = accountant().await?;
    let outcome = match end_sign_in(&context(), &pass, id).await {
        // Somebody else's is not there.
        Err(services::Error::NotFound(_)) => return Err(not_found()),
        Ok(()) => at_the_data(DataDone::SignInEnded).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_INS, &(), paths::ACCOUNTANT_DATA, outcome).await
}

/// `Esci da tutti gli altri dispositivi`.
#[server(output = Json)]
pub async fn end_other_accountant_sessions() -> Result<(), AppError> {
    use services::accountant::end_other_sign_ins;
    use ui::paths;
    use ui::request::{accountant, context, finish};
    let (pass, _) = accountant().await?;
    let outcome = match end_other_sign_ins(&context(), &pass).await {
        Ok(()) => at_the_data(DataDone::OthersEnded).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_INS, &(), paths::ACCOUNTANT_DATA, outcome).await
}
