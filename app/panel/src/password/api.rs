//! The server functions of a temporary password, which gives way to one of the user's own.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What the change of a temporary password shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordView {
    pub username: String,
    /// Where the sign-in after it leads.
    pub next: String,
    /// What was wrong, when the form was sent without WASM. Passwords themselves are never kept.
    pub error: Option<AppError>,
}

/// Under this name the session keeps that a password was changed.
#[cfg(feature = "ssr")]
pub(crate) const PASSWORD_CHANGED: &str = "panel_password_changed";

/// The name under which the form waits in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const PASSWORD: &str = "panel_password_form";
}

/// `Reset password`, for somebody who came in with a temporary password.
#[server(output = Json)]
pub async fn load_panel_password(
    #[server(default)] next: String,
) -> Result<PasswordView, AppError> {
    use ui::request::{context, kept, panel_newcomer};
    let user = panel_newcomer(&next).await?;
    Ok(PasswordView {
        username: services::panel::username(&context(), user).await?,
        next,
        error: kept::<()>(waiting::PASSWORD).await?.map(|kept| kept.error),
    })
}

/// `Salva e prosegui`. The sign-in ends with the password that it was made with.
#[server(output = Json)]
pub async fn change_panel_password(
    #[server(default)] current_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use services::panel::PasswordForm;
    use ui::paths;
    use ui::request::{context, finish, leave_outcome, leave_panel, panel_newcomer};
    let user = panel_newcomer(&next).await?;
    let form = PasswordForm { current: current_password, new: password, again: password_again };
    let outcome = match services::panel::change_password(&context(), user, &form).await {
        Ok(()) => {
            leave_panel().await?;
            let page = paths::panel_password_changed(&next);
            leave_outcome(&page, PASSWORD_CHANGED, &()).await
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::PASSWORD, &(), &paths::panel_password(&next), outcome).await
}

/// `Cambio password`, for whoever has just changed it; anybody else is led to the sign-in.
#[server(output = Json)]
pub async fn load_password_changed(#[server(default)] outcome: String) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::outcome as done;
    if done::<()>(PASSWORD_CHANGED, &outcome).await?.is_none() {
        leptos_axum::redirect(paths::PANEL_SIGN_IN);
        return Err(AppError::SignInFirst);
    }
    Ok(())
}
