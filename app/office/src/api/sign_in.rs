//! `Accedi` and `Esci`.

use domain::staff_session::Ended;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_sign_in_form";

/// What the sign-in shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeSignInView {
    /// The username that was typed without WASM, and what was wrong.
    pub kept: Option<Kept<String>>,
    /// Why the last sign-in of this browser is over, if it came to its end by itself.
    pub ended: Option<Ended>,
}

/// The sign-in. Whoever is inside already goes on to the desk.
#[server(output = Json)]
pub async fn load_office_sign_in() -> Result<OfficeSignInView, AppError> {
    use ui::paths;
    use ui::request::{is_in_office, kept, why_office_ended};
    if is_in_office().await? {
        leptos_axum::redirect(paths::OFFICE);
    }
    Ok(OfficeSignInView { kept: kept(WAITING).await?, ended: why_office_ended().await? })
}

/// The name of whoever works here, for the bar on top.
#[server(output = Json)]
pub async fn load_who_works() -> Result<String, AppError> {
    ui::request::staff().await
}

/// `Accedi`.
#[server(output = Json)]
pub async fn enter_office(
    #[server(default)] username: String,
    #[server(default)] password: String,
) -> Result<(), AppError> {
    use ui::browser::{browser, remember};
    use ui::paths;
    use ui::request::{context, finish, let_into_office, office_page_before};
    let ctx = context();
    let outcome = match services::office::sign_in(&ctx, &browser(), &username, &password).await {
        Ok(signed) => {
            let_into_office(&signed).await?;
            remember(&signed.devices);
            let page = office_page_before().await?;
            Ok(page.unwrap_or_else(|| paths::OFFICE.to_owned()))
        }
        Err(error) => Err(error.into()),
    };
    finish(WAITING, &username, paths::OFFICE_SIGN_IN, outcome).await
}

/// `Esci`: out of the office. The other sign-ins of this browser stay.
#[server(output = Json)]
pub async fn leave_office() -> Result<(), AppError> {
    use ui::paths;
    ui::request::leave_office().await?;
    ui::browser::clear();
    leptos_axum::redirect(paths::OFFICE_SIGN_IN);
    Ok(())
}
