//! The server functions of a password that was forgotten.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page of a forgotten password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskView {
    /// What the username begins with.
    pub prefix: String,
    /// A mail is on its way, to whoever is meant.
    pub is_asked: bool,
    /// What was typed without WASM, and what was wrong.
    pub kept: Option<Kept<String>>,
}

/// What the page of a new password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPasswordView {
    /// Whose password it is; none when the link is void.
    pub username: Option<String>,
    /// What was wrong, when the form was sent without WASM. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// The names under which forms and outcomes wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const ASK: &str = "recover_panel_password_form";
    pub const ASKED: &str = "recover_panel_password_done";
    pub const NEW_PASSWORD: &str = "new_panel_password_form";
}

/// The page of a forgotten password.
#[server(output = Json)]
pub async fn load_panel_recovery(#[server(default)] outcome: String) -> Result<AskView, AppError> {
    use ui::request::{context, kept, outcome as done};
    Ok(AskView {
        prefix: context().settings.panel_prefix.clone(),
        is_asked: done::<()>(waiting::ASKED, &outcome).await?.is_some(),
        kept: kept(waiting::ASK).await?,
    })
}

/// `Ricevi il link`. The answer is the same for everybody.
#[server(output = Json)]
pub async fn recover_panel_password(#[server(default)] username: String) -> Result<(), AppError> {
    use ui::browser::browser;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let (ctx, from) = (context(), browser().network);
    let outcome = match services::recovery::ask_panel_password(&ctx, from, &username).await {
        Ok(()) => leave_outcome(paths::PANEL_RECOVER_PASSWORD, waiting::ASKED, &()).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::ASK, &username, paths::PANEL_RECOVER_PASSWORD, outcome).await
}

/// The page of a new password. Looking at it uses no link up.
#[server(output = Json)]
pub async fn load_new_panel_password(
    #[server(default)] link: String,
) -> Result<NewPasswordView, AppError> {
    use ui::request::{context, kept};
    Ok(NewPasswordView {
        username: services::recovery::panel_user_of(&context(), &link).await?,
        error: kept::<()>(waiting::NEW_PASSWORD).await?.map(|kept| kept.error),
    })
}

/// `Salva la nuova password`.
#[server(output = Json)]
pub async fn choose_panel_password(
    #[server(default)] link: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    use crate::password::api::PASSWORD_CHANGED;
    use services::recovery::{NewPassword, reset_panel};
    use ui::paths;
    use ui::request::{context, finish, leave_outcome};
    let form = NewPassword { new: password, again: password_again };
    let outcome = match reset_panel(&context(), &link, &form).await {
        Ok(()) => leave_outcome(paths::PANEL_PASSWORD_CHANGED, PASSWORD_CHANGED, &()).await,
        Err(error) => Err(error.into()),
    };
    finish(waiting::NEW_PASSWORD, &(), &paths::with_link(paths::PANEL_NEW_PASSWORD, &link), outcome)
        .await
}
