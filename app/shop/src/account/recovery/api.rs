//! The server functions of usernames and passwords that were forgotten, and of new addresses.

use domain::recovery::Whose;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::components::NewAddress;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page of a forgotten username or password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskView {
    /// What follows the seven digits of a username.
    pub account_suffix: String,
    /// What has just been done here.
    pub done: Option<Done>,
    /// What was typed without WASM, and what was wrong.
    pub kept: Option<Kept<String>>,
}

/// What has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    /// A mail is on its way, to whoever is meant.
    Asked,
    /// The password is another one.
    Changed,
}

/// What the page of a new password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPasswordView {
    /// Whose password it is; none when the link is void.
    pub username: Option<String>,
    /// The fewest characters of a password.
    pub length_min: usize,
    /// What was wrong, when the form was sent without WASM. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// What the page of a new address shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmView {
    /// Of whom; that of a link that is void is nobody's.
    pub whose: Whose,
    pub address: NewAddress,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const USERNAME: &str = "recover_username_form";
    pub const PASSWORD: &str = "recover_password_form";
    pub const NEW_PASSWORD: &str = "new_password_form";
    pub const USERNAME_DONE: &str = "recover_username_done";
    pub const PASSWORD_DONE: &str = "recover_password_done";
    pub const CONFIRM: &str = "confirm_email";
    pub const CONFIRMED: &str = "confirmed_email";
}

/// The page of a forgotten username.
#[server(output = Json)]
pub async fn load_username_recovery(
    #[server(default)] outcome: String,
) -> Result<AskView, AppError> {
    use ui::request::{kept, outcome as done};
    let done = done(waiting::USERNAME_DONE, &outcome).await?;
    Ok(ask_view(done, kept(waiting::USERNAME).await?))
}

/// `Ricevi lo username`. The answer is the same for everybody.
#[server(output = Json)]
pub async fn recover_username(#[server(default)] remembered: String) -> Result<(), AppError> {
    use ui::browser::browser;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let (ctx, from) = (context(), browser().network);
    let outcome = match services::recovery::ask_username(&ctx, from, &remembered).await {
        Ok(()) => {
            leave_outcome(paths::RECOVER_USERNAME, waiting::USERNAME_DONE, &Done::Asked).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::USERNAME, &remembered, paths::RECOVER_USERNAME, outcome).await
}

/// The page of a forgotten password.
#[server(output = Json)]
pub async fn load_password_recovery(
    #[server(default)] outcome: String,
) -> Result<AskView, AppError> {
    use ui::request::{kept, outcome as done};
    let done = done(waiting::PASSWORD_DONE, &outcome).await?;
    Ok(ask_view(done, kept(waiting::PASSWORD).await?))
}

#[cfg(feature = "ssr")]
fn ask_view(done: Option<Done>, kept: Option<Kept<String>>) -> AskView {
    let account_suffix = ui::request::context().settings.account_suffix.clone();
    AskView { account_suffix, done, kept }
}

/// `Ricevi il link`. The answer is the same for everybody.
#[server(output = Json)]
pub async fn recover_password(#[server(default)] username: String) -> Result<(), AppError> {
    use ui::browser::browser;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let (ctx, from) = (context(), browser().network);
    let outcome = match services::recovery::ask_account_password(&ctx, from, &username).await {
        Ok(()) => {
            leave_outcome(paths::RECOVER_PASSWORD, waiting::PASSWORD_DONE, &Done::Asked).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::PASSWORD, &username, paths::RECOVER_PASSWORD, outcome).await
}

/// The page of a new password. Looking at it uses no link up.
#[server(output = Json)]
pub async fn load_new_password(
    #[server(default)] link: String,
) -> Result<NewPasswordView, AppError> {
    use ui::request::{context, kept};
    Ok(NewPasswordView {
        username: services::recovery::account_of(&context(), &link).await?,
        length_min: services::password::LENGTH_MIN,
        error: kept::<()>(waiting::NEW_PASSWORD).await?.map(|kept| kept.error),
    })
}

/// `Salva la nuova password`.
#[server(output = Json)]
pub async fn choose_password(
    #[server(default)] link: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    use services::recovery::{NewPassword, reset_account};
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let form = NewPassword { new: password, again: password_again };
    let outcome = match reset_account(&context(), &link, &form).await {
        Ok(()) => {
            leave_outcome(paths::RECOVER_PASSWORD, waiting::PASSWORD_DONE, &Done::Changed).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::NEW_PASSWORD, &(), &paths::with_link(paths::NEW_PASSWORD, &link), outcome).await
}

/// The page of a new address. Looking at it uses no link up.
#[server(output = Json)]
pub async fn load_confirm_email(
    #[server(default)] link: String,
    #[server(default)] outcome: String,
) -> Result<ConfirmView, AppError> {
    use ui::request::{context, kept, outcome as done};
    // The page says by itself that a link is void.
    kept::<()>(waiting::CONFIRM).await?;
    if let Some((whose, email)) = done(waiting::CONFIRMED, &outcome).await? {
        return Ok(ConfirmView { whose, address: NewAddress::Done(email) });
    }
    Ok(match services::account::email_of(&context(), &link).await? {
        Some(new) => ConfirmView { whose: new.whose, address: NewAddress::Open(new.email) },
        None => ConfirmView { whose: Whose::default(), address: NewAddress::Void },
    })
}

/// `Conferma l’indirizzo`.
#[server(output = Json)]
pub async fn confirm_email(#[server(default)] link: String) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let page = paths::with_link(paths::CONFIRM_EMAIL, &link);
    let outcome = match services::account::confirm_email(&context(), &link).await {
        Ok(new) => leave_outcome(&page, waiting::CONFIRMED, &(new.whose, new.email)).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::CONFIRM, &(), &page, outcome).await
}
