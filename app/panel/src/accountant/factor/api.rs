//! The server functions of an accountant's second factor.

use leptos::prelude::*;

use ui::error::AppError;
use ui::json::Json;
use ui::second_factor::FactorView;

/// The pages, and the names under which their forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    use domain::second_factor::Door;
    use ui::factor_forms::{CodePlace, FactorPlace};

    pub const CODE: CodePlace = CodePlace {
        door: Door::Accountant,
        page: ui::paths::ACCOUNTANT_SIGN_IN_CODE,
        form: "accountant_sign_in_code",
        sign_in_page: ui::paths::accountant_sign_in,
        sign_in_form: crate::accountant::api::waiting::SIGN_IN,
    };
    pub const FACTOR: FactorPlace = FactorPlace {
        page: ui::paths::ACCOUNTANT_FACTOR,
        form: "accountant_factor_form",
        done: "accountant_factor_done",
    };
}

/// What was wrong with the code that follows the password, if anything was. Whoever has not given the
/// password is led to it.
#[server(output = Json)]
pub async fn load_accountant_code() -> Result<Option<AppError>, AppError> {
    ui::factor_forms::code_error(waiting::CODE).await
}

/// `Accedi`, with the code.
#[server(output = Json)]
pub async fn give_accountant_code(
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use ui::factor_forms::{finish_code, give_code};
    use ui::request::let_accountant_in;
    let outcome = match give_code(waiting::CODE, &one_time_code).await {
        Ok((passed, next)) => {
            let accountant = passed.owner.as_accountant().ok_or(AppError::NotFound)?;
            let_accountant_in(accountant, passed.mark).await?;
            Ok(next)
        }
        Err(error) => Err(error),
    };
    finish_code(waiting::CODE, outcome).await
}

/// The accountant who has signed in, for their own second factor.
#[cfg(feature = "ssr")]
async fn inside() -> Result<ui::factor_forms::Inside, AppError> {
    let (pass, _) = ui::request::accountant().await?;
    let owner = services::second_factor::Owner::accountant(&pass);
    Ok(ui::factor_forms::Inside { owner, keep: None })
}

/// `Verifica in due passaggi`.
#[server(output = Json)]
pub async fn load_accountant_factor() -> Result<FactorView, AppError> {
    ui::factor_forms::factor_view(inside().await?.owner, waiting::FACTOR).await
}

/// `Prosegui`: a new key, after the password.
#[server(output = Json)]
pub async fn begin_accountant_factor(
    #[server(default)] current_password: String,
) -> Result<(), AppError> {
    use ui::factor_forms::begin_factor;
    begin_factor(inside().await?.owner, waiting::FACTOR, &current_password).await
}

/// `Attiva`: the first code.
#[server(output = Json)]
pub async fn confirm_accountant_factor(
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use ui::factor_forms::confirm_factor;
    confirm_factor(inside().await?, waiting::FACTOR, &one_time_code).await
}

/// `Crea nuovi codici di recupero`.
#[server(output = Json)]
pub async fn new_accountant_recovery_codes(
    #[server(default)] current_password: String,
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use services::second_factor::Proof;
    use ui::factor_forms::new_recovery_codes;
    let proof = Proof { password: &current_password, code: &one_time_code };
    new_recovery_codes(inside().await?, waiting::FACTOR, &proof).await
}

/// `Disattiva la verifica`.
#[server(output = Json)]
pub async fn turn_accountant_factor_off(
    #[server(default)] current_password: String,
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use services::second_factor::Proof;
    use ui::factor_forms::turn_factor_off;
    let proof = Proof { password: &current_password, code: &one_time_code };
    turn_factor_off(inside().await?, waiting::FACTOR, &proof).await
}
