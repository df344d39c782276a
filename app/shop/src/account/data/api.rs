//! The server functions of `I tuoi dati`.

use domain::id::SignInId;
use domain::party::{ContactForm, Holder, Party};
use domain::recovery::Whose;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::components::OpenSession;
use ui::error::AppError;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataView {
    pub username: String,
    pub email: String,
    /// Who registered.
    pub party: Party,
    /// Whom the service is for, or the next one would be.
    pub holder: Option<Holder>,
    /// There is a service, and the holder is its own.
    pub has_service: bool,
    /// It is being looked after and cannot be shown.
    pub is_holder_hidden: bool,
    /// Account and holder are one subject.
    pub is_one_subject: bool,
    pub sessions: Vec<OpenSession>,
    /// What has just been done.
    pub done: Option<Done>,
}

/// What has just been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    Password,
    /// A link went to this address.
    EmailAsked(String),
    Contact,
    SessionEnded,
    OthersEnded(usize),
}

/// What the form of address and telephone number shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactView {
    pub name: String,
    /// As it was typed, or as it is kept.
    pub form: ContactForm,
    /// What was wrong, when it was sent without WASM.
    pub error: Option<AppError>,
}

/// Address and telephone number, as the form sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MovedForm {
    pub party: ContactForm,
}

/// What the form of another address shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailView {
    /// The present one.
    pub now: String,
    /// What was typed without WASM.
    pub typed: String,
    /// What was wrong with it.
    pub error: Option<AppError>,
}

/// What the form of another password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordView {
    pub username: String,
    /// The fewest characters of a password.
    pub length_min: usize,
    /// What was wrong, when it was sent without WASM. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const CONTACT: &str = "contact_form";
    pub const EMAIL: &str = "email_form";
    pub const PASSWORD: &str = "own_password_form";
    pub const SESSIONS: &str = "end_session";
    pub const DONE: &str = "data_done";
}

/// `I tuoi dati`.
#[server(output = Json)]
pub async fn load_data(#[server(default)] outcome: String) -> Result<DataView, AppError> {
    use ui::paths;
    use ui::request::{context, outcome as done, own_sign_in};
    let (account, this) = own_sign_in(paths::DATA).await?;
    let ctx = context();
    let data = services::account::data(&ctx, account).await?;
    let sessions = services::account::sessions(&ctx, account).await?;
    Ok(DataView {
        is_one_subject: data.is_one_subject(),
        username: data.username,
        email: data.email,
        party: data.party,
        holder: data.holder,
        has_service: data.has_service,
        is_holder_hidden: data.is_holder_hidden,
        sessions: sessions.into_iter().map(|pass| open_session(&pass, this)).collect(),
        done: done(waiting::DONE, &outcome).await?,
    })
}

#[cfg(feature = "ssr")]
fn open_session(pass: &services::account::Pass, this: SignInId) -> OpenSession {
    let day_and_hour = |at| domain::format::moment(services::civil_time(at));
    OpenSession {
        id: pass.id,
        device: pass.device,
        since: day_and_hour(pass.since),
        seen: day_and_hour(pass.seen),
        is_this: pass.id == this,
    }
}

/// The data of whoever the form is about.
#[cfg(feature = "ssr")]
async fn data_of(page: &str, whose: Whose) -> Result<(String, Party), AppError> {
    use ui::request::{context, signed_in};
    let account = signed_in(page).await?;
    let data = services::account::data(&context(), account).await?;
    match whose {
        Whose::Account => Ok((data.email, data.party)),
        Whose::Holder => match data.holder.filter(|_| data.has_service) {
            Some(holder) => Ok((holder.email.to_string(), holder.party)),
            None => Err(AppError::NotFound),
        },
    }
}

/// `Indirizzo e telefono`.
#[server(output = Json)]
pub async fn load_contact(#[server(default)] whose: Whose) -> Result<ContactView, AppError> {
    use ui::form::Kept;
    use ui::paths;
    use ui::request::kept;
    let (_, party) = data_of(paths::DATA_CONTACT, whose).await?;
    let name = party.name.to_string();
    Ok(match kept::<ContactForm>(waiting::CONTACT).await? {
        Some(Kept { typed, error }) => ContactView { name, form: typed, error: Some(error) },
        None => ContactView { name, form: party.contact_form(), error: None },
    })
}

/// `Salva`.
#[server(output = Json)]
pub async fn save_contact(
    #[server(default)] form: MovedForm,
    #[server(default)] whose: Whose,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, signed_in};
    let form = form.party;
    let outcome = match signed_in(paths::DATA_CONTACT).await {
        Ok(account) => {
            match services::account::save_contact(&context(), account, whose, &form).await {
                Ok(()) => leave_outcome(paths::DATA, waiting::DONE, &Done::Contact).await,
                Err(error) => Err(error.into()),
            }
        }
        Err(error) => Err(error),
    };
    let page = super::page_of(paths::DATA_CONTACT, whose);
    finish(waiting::CONTACT, &form, &page, outcome).await
}

/// `Cambia l’indirizzo email`.
#[server(output = Json)]
pub async fn load_email(#[server(default)] whose: Whose) -> Result<EmailView, AppError> {
    use ui::paths;
    use ui::request::kept;
    let (now, _) = data_of(paths::DATA_EMAIL, whose).await?;
    let (typed, error) =
        kept::<String>(waiting::EMAIL).await?.map(|kept| (kept.typed, kept.error)).unzip();
    Ok(EmailView { now, typed: typed.unwrap_or_default(), error })
}

/// `Invia il link`.
#[server(output = Json)]
pub async fn change_email(
    #[server(default)] email: String,
    #[server(default)] current_password: String,
    #[server(default)] whose: Whose,
) -> Result<(), AppError> {
    use services::account::{EmailForm, ask_email};
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, signed_in};
    let form = EmailForm { whose, email: email.clone(), current: current_password };
    let outcome = match signed_in(paths::DATA_EMAIL).await {
        Ok(account) => match ask_email(&context(), account, &form).await {
            Ok(()) => {
                let done = Done::EmailAsked(email.trim().to_owned());
                leave_outcome(paths::DATA, waiting::DONE, &done).await
            }
            Err(error) => Err(error.into()),
        },
        Err(error) => Err(error),
    };
    finish(waiting::EMAIL, &email, &super::page_of(paths::DATA_EMAIL, whose), outcome).await
}

/// `Cambia la password`.
#[server(output = Json)]
pub async fn load_password() -> Result<PasswordView, AppError> {
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::DATA_PASSWORD).await?;
    Ok(PasswordView {
        username: services::account::username(&context(), account).await?,
        length_min: services::password::LENGTH_MIN,
        error: kept::<()>(waiting::PASSWORD).await?.map(|kept| kept.error),
    })
}

/// `Salva la nuova password`. This browser stays signed in, and no other.
#[server(output = Json)]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    use services::password::PasswordForm;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, own_sign_in, stay_in};
    let form = PasswordForm { current: current_password, new: password, again: password_again };
    let outcome = match own_sign_in(paths::DATA_PASSWORD).await {
        Ok((account, this)) => {
            match services::account::change_password(&context(), account, this, &form).await {
                Ok(mark) => {
                    stay_in(mark).await?;
                    leave_outcome(paths::DATA, waiting::DONE, &Done::Password).await
                }
                Err(error) => Err(error.into()),
            }
        }
        Err(error) => Err(error),
    };
    finish(waiting::PASSWORD, &(), paths::DATA_PASSWORD, outcome).await
}

/// `Esci da questo dispositivo`, for another one. One that has ended meanwhile is as good.
#[server(output = Json)]
pub async fn end_session(id: SignInId) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, signed_in};
    let account = signed_in(paths::DATA).await?;
    let outcome = match services::account::end_session(&context(), account, id).await {
        Ok(()) | Err(services::Error::NotFound(_)) => {
            leave_outcome(paths::DATA, waiting::DONE, &Done::SessionEnded).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::SESSIONS, &(), paths::DATA, outcome).await
}

/// `Esci da tutti gli altri dispositivi`.
#[server(output = Json)]
pub async fn end_other_sessions() -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, own_sign_in};
    let (account, this) = own_sign_in(paths::DATA).await?;
    let outcome = match services::account::end_other_sessions(&context(), account, this).await {
        Ok(ended) => leave_outcome(paths::DATA, waiting::DONE, &Done::OthersEnded(ended)).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::SESSIONS, &(), paths::DATA, outcome).await
}
