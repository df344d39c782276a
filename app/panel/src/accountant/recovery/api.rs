//! The server functions of an accountant's password that was forgotten.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page of a forgotten password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskView {
    /// A mail is on its way, to whoever is meant.
    pub is_asked: bool,
    /// What was typed, and what was wrong.
    pub kept: Option<Kept<String>>,
}

/// What the page of a new password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPasswordView {
    /// Whose password it is; none when the link is void.
    pub username: Option<String>,
    /// What was wrong. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const ASK: &str = "recover_accountant_password_form";
    pub const ASKED: &str = "recover_accountant_password_done";
    pub const NEW_PASSWORD: &str = "new_accountant_password_form";
}

/// The page of a forgotten password.
#[server(output = Json)]
pub async fn load_accountant_recovery(
    #[server(default)] outcome: String,
) -> Result<AskView, AppError> {
    use ui::request::{kept, outcome as done};
    Ok(AskView {
        is_asked: done::<()>(waiting::ASKED, &outcome).await?.is_some(),
        kept: kept(waiting::ASK).await?,
    })
}

/// `Ricevi il link`. The answer is the same for everybody.
#[server(output = Json)]
pub async fn recover_accountant_password(
    #[server(default)] username: String,
) -> Result<(), AppError> {
    use services::recovery::ask_accountant_password;
    use ui::browser::browser;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let (ctx, from, page) = (context(), browser().network, paths::ACCOUNTANT_RECOVER_PASSWORD);
    let outcome = match ask_accountant_password(&ctx, from, &username).await {
        Ok(()) => leave_outcome(page, waiting::ASKED, &()).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::ASK, &username, page, outcome).await
}

/// The page of a new password. Looking at it uses no link up.
#[server(output = Json)]
pub async fn load_new_accountant_password(
    #[server(default)] link: String,
) -> Result<NewPasswordView, AppError> {
    use ui::request::{context, kept};
    Ok(NewPasswordView {
        username: services::recovery::accountant_of(&context(), &link).await?,
        error: kept::<()>(waiting::NEW_PASSWORD).await?.map(|kept| kept.error),
    })
}

/// `Salva la nuova password`.
#[server(output = Json)]
pub async fn choose_accountant_password(
    #[server(default)] link: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    use crate::accountant::api::{AtTheDoor, at_the_door};
    use services::recovery::{NewPassword, reset_accountant};
    use ui::paths;
    use ui::request::{context, finish};
    let form = NewPassword { new: password, again: password_again };
    let outcome = match reset_accountant(&context(), &link, &form).await {
        Ok(()) => at_the_door(AtTheDoor::PasswordChosen).await,
        Err(error) => Err(error.into()),
    };
    let page = paths::with_link(paths::ACCOUNTANT_NEW_PASSWORD, &link);
    finish(waiting::NEW_PASSWORD, &(), &page, outcome).await
}
