//! The server functions of the way into the panel and out of it.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the sign-in shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// What the username begins with.
    pub prefix: String,
    /// Where it leads, if that is the view for a telephone or a page of their service.
    pub next: String,
    /// The username that was typed without WASM, and what was wrong.
    pub kept: Option<Kept<String>>,
}

/// The name under which the form waits in the session.
#[cfg(feature = "ssr")]
pub(crate) mod waiting {
    pub const SIGN_IN: &str = "panel_sign_in_form";
}

/// The sign-in. Whoever is inside already goes on to where it leads.
#[server(output = Json)]
pub async fn load_panel_sign_in(#[server(default)] next: String) -> Result<SignInView, AppError> {
    use ui::request::{context, is_in_panel, kept, own_service};
    if is_in_panel().await? {
        let service = own_service().await?;
        leptos_axum::redirect(ui::paths::after_panel_sign_in(&next, service));
    }
    Ok(SignInView {
        next,
        prefix: context().settings.panel_prefix.clone(),
        kept: kept(waiting::SIGN_IN).await?,
    })
}

/// `Accedi`.
#[server(output = Json)]
pub async fn enter_panel(
    #[server(default)] username: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    use domain::second_factor::Next;
    use services::second_factor::Half;
    use ui::browser::{browser, remember};
    use ui::paths;
    use ui::request::{context, finish, let_into_panel, wait_for_code};
    let ctx = context();
    let outcome = match services::panel::sign_in(&ctx, &browser(), &username, &password).await {
        Ok(signed) => {
            remember(&signed.devices);
            let next = paths::after_panel_sign_in(&next, signed.service);
            match signed.next {
                Next::Nothing => {
                    let_into_panel(signed.user, signed.mark, signed.is_known).await?;
                    Ok(match signed.must_change {
                        true => paths::panel_password(next),
                        false => next.to_owned(),
                    })
                }
                // What they go on to leads to the change of a temporary password by itself.
                Next::Code | Next::Enrolment => {
                    wait_for_code(Half::of_panel(&ctx, &signed), next).await?;
                    Ok(paths::PANEL_SIGN_IN_CODE.to_owned())
                }
            }
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_IN, &username, &paths::panel_sign_in(&next), outcome).await
}

/// Leads whoever has signed in from the door, or from where a page stood before its service was in its
/// address, on to the panel of their service.
#[server(output = Json)]
pub async fn load_panel_door(#[server(default)] asked: String) -> Result<(), AppError> {
    let service = ui::request::own_service().await?;
    leptos_axum::redirect(&ui::paths::former_panel_page(service, &asked));
    Ok(())
}

/// `Esci`: out of the panel. Who has signed in to the shop stays there.
#[server(output = Json)]
pub async fn leave_panel() -> Result<(), AppError> {
    use ui::paths;
    ui::request::leave_panel().await?;
    ui::browser::clear();
    leptos_axum::redirect(paths::PANEL_SIGN_IN);
    Ok(())
}
