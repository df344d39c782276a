//! `Accedi` and `Esci`.

use domain::staff_session::Ended;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;
use ui::second_factor::{FactorView, KeyView};

/// The name under which what was typed waits in the session.
#[cfg(feature = "ssr")]
const WAITING: &str = "office_sign_in_form";

/// The page of the code that follows the password.
#[cfg(feature = "ssr")]
const CODE: ui::factor_forms::CodePlace = ui::factor_forms::CodePlace {
    door: domain::second_factor::Door::Staff,
    page: ui::paths::OFFICE_SIGN_IN_CODE,
    form: "office_sign_in_code",
    sign_in_page: |_| ui::paths::OFFICE_SIGN_IN.to_owned(),
    sign_in_form: WAITING,
};

/// The page of the first code of a key, where the office asks everybody for one.
#[cfg(feature = "ssr")]
const ENROLMENT: ui::factor_forms::CodePlace =
    ui::factor_forms::CodePlace { page: ui::paths::OFFICE_ENROLMENT, ..CODE };

/// The page of the second factor of whoever works here.
#[cfg(feature = "ssr")]
const FACTOR: ui::factor_forms::FactorPlace = ui::factor_forms::FactorPlace {
    page: ui::paths::OFFICE_FACTOR,
    form: "office_factor_form",
    done: "office_factor_done",
};

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
    use domain::second_factor::Next;
    use services::second_factor::{Half, begin_at_sign_in};
    use ui::browser::{browser, remember};
    use ui::paths;
    use ui::request::{context, finish, wait_for_code};
    let ctx = context();
    let outcome = match services::office::sign_in(&ctx, &browser(), &username, &password).await {
        Ok(signed) => {
            remember(&signed.devices);
            match signed.next {
                Next::Nothing => enter(signed.staff, signed.mark).await,
                Next::Code => {
                    wait_for_code(Half::of_staff(&ctx, &signed), "").await?;
                    Ok(paths::OFFICE_SIGN_IN_CODE.to_owned())
                }
                Next::Enrolment => {
                    let half = Half::of_staff(&ctx, &signed);
                    begin_at_sign_in(&ctx, &half).await?;
                    wait_for_code(half, "").await?;
                    Ok(paths::OFFICE_ENROLMENT.to_owned())
                }
            }
        }
        Err(error) => Err(error.into()),
    };
    finish(WAITING, &username, paths::OFFICE_SIGN_IN, outcome).await
}

/// Lets a member of staff in who has given everything that is asked for, and tells where they go.
#[cfg(feature = "ssr")]
async fn enter(staff: domain::id::StaffId, mark: String) -> Result<String, AppError> {
    use ui::request::{let_into_office, office_page_before};
    let_into_office(staff, mark).await?;
    Ok(office_page_before().await?.unwrap_or_else(|| ui::paths::OFFICE.to_owned()))
}

/// What was wrong with the code that follows the password, if anything was. Whoever has not given the
/// password is led to it.
#[server(output = Json)]
pub async fn load_office_code() -> Result<Option<AppError>, AppError> {
    ui::factor_forms::code_error(CODE).await
}

/// `Accedi`, with the code.
#[server(output = Json)]
pub async fn give_office_code(#[server(default)] one_time_code: String) -> Result<(), AppError> {
    use ui::factor_forms::{finish_code, give_code};
    let outcome = match give_code(CODE, &one_time_code).await {
        Ok((passed, _)) => {
            let staff = passed.owner.as_staff().ok_or(AppError::NotFound)?;
            enter(staff, passed.mark).await
        }
        Err(error) => Err(error),
    };
    finish_code(CODE, outcome).await
}

/// The key that a member of staff takes into use before they are let in.
#[server(output = Json)]
pub async fn load_office_enrolment() -> Result<(KeyView, Option<AppError>), AppError> {
    use domain::second_factor::Door;
    use services::second_factor::{State, state};
    use ui::factor_forms::key_view;
    use ui::paths;
    use ui::request::{context, half_or_sign_in, kept};
    let half = half_or_sign_in(Door::Staff, paths::OFFICE_SIGN_IN).await?;
    let error = kept::<String>(ENROLMENT.form).await?.map(|kept| kept.error);
    match state(&context(), half.owner()).await? {
        State::Begun(enrolment) => Ok((key_view(enrolment), error)),
        // Whoever has one gives its code, and whoever let the key grow old begins again.
        State::On { .. } | State::Off => {
            leptos_axum::redirect(paths::OFFICE_SIGN_IN);
            Err(AppError::SignInFirst)
        }
    }
}

/// `Attiva`, with the first code: in, to the page that shows the recovery codes once.
#[server(output = Json)]
pub async fn confirm_office_factor(
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use domain::second_factor::Door;
    use domain::sign_in::SignInError;
    use services::second_factor::confirm_at_sign_in;
    use ui::browser::browser;
    use ui::factor_forms::{finish_code, show_codes};
    use ui::paths;
    use ui::request::{context, half};
    use ui::second_factor::Done;
    let ctx = context();
    let confirm = async {
        let half = half(Door::Staff).await?.map(|(half, _)| half);
        let half = half.ok_or(services::Error::from(SignInError::CodeTooLate))?;
        let turned = confirm_at_sign_in(&ctx, &half, browser().network, &one_time_code).await?;
        let staff = half.owner().as_staff().ok_or(AppError::NotFound)?;
        enter(staff, turned.mark).await?;
        show_codes(half.owner(), FACTOR, Done::TurnedOn, &turned.codes).await?;
        Ok(paths::OFFICE_FACTOR.to_owned())
    };
    finish_code(ENROLMENT, confirm.await).await
}

/// The second factor of whoever works here.
#[server(output = Json)]
pub async fn load_office_factor() -> Result<FactorView, AppError> {
    use ui::factor_forms::factor_view;
    factor_view(ui::request::staff_owner().await?, FACTOR).await
}

/// Whoever works here, for their own second factor.
#[cfg(feature = "ssr")]
async fn inside() -> Result<ui::factor_forms::Inside, AppError> {
    let owner = ui::request::staff_owner().await?;
    Ok(ui::factor_forms::Inside { owner, keep: None })
}

/// `Prosegui`: a new key, after the password, where the office asks nobody for one.
#[server(output = Json)]
pub async fn begin_office_factor(
    #[server(default)] current_password: String,
) -> Result<(), AppError> {
    use ui::factor_forms::begin_factor;
    begin_factor(inside().await?.owner, FACTOR, &current_password).await
}

/// `Attiva`: the first code of that key.
#[server(output = Json)]
pub async fn confirm_own_office_factor(
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use ui::factor_forms::confirm_factor;
    confirm_factor(inside().await?, FACTOR, &one_time_code).await
}

/// `Crea nuovi codici di recupero`.
#[server(output = Json)]
pub async fn new_office_recovery_codes(
    #[server(default)] current_password: String,
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use services::second_factor::Proof;
    use ui::factor_forms::new_recovery_codes;
    let proof = Proof { password: &current_password, code: &one_time_code };
    new_recovery_codes(inside().await?, FACTOR, &proof).await
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
