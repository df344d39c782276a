//! The server functions of a customer's second factor.

use leptos::prelude::*;

use ui::error::AppError;
use ui::json::Json;
use ui::second_factor::FactorView;

/// The page, and the names under which its forms wait in the session.
#[cfg(feature = "ssr")]
const PLACE: ui::factor_forms::FactorPlace = ui::factor_forms::FactorPlace {
    page: ui::paths::DATA_FACTOR,
    form: "factor_form",
    done: "factor_done",
};

/// The customer who has signed in, for their own second factor.
#[cfg(feature = "ssr")]
async fn inside() -> Result<ui::factor_forms::Inside, AppError> {
    let (account, this) = ui::request::own_sign_in(ui::paths::DATA_FACTOR).await?;
    let owner = services::second_factor::Owner::account(account);
    Ok(ui::factor_forms::Inside { owner, keep: Some(this) })
}

/// `Verifica in due passaggi`.
#[server(output = Json)]
pub async fn load_factor() -> Result<FactorView, AppError> {
    ui::factor_forms::factor_view(inside().await?.owner, PLACE).await
}

/// `Prosegui`: a new key, after the password.
#[server(output = Json)]
pub async fn begin_factor(#[server(default)] current_password: String) -> Result<(), AppError> {
    use ui::factor_forms::begin_factor;
    begin_factor(inside().await?.owner, PLACE, &current_password).await
}

/// `Attiva`: the first code.
#[server(output = Json)]
pub async fn confirm_factor(#[server(default)] one_time_code: String) -> Result<(), AppError> {
    use ui::factor_forms::confirm_factor;
    confirm_factor(inside().await?, PLACE, &one_time_code).await
}

/// `Crea nuovi codici di recupero`.
#[server(output = Json)]
pub async fn new_recovery_codes(
    #[server(default)] current_password: String,
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use services::second_factor::Proof;
    use ui::factor_forms::new_recovery_codes;
    let proof = Proof { password: &current_password, code: &one_time_code };
    new_recovery_codes(inside().await?, PLACE, &proof).await
}

/// `Disattiva la verifica`.
#[server(output = Json)]
pub async fn turn_factor_off(
    #[server(default)] current_password: String,
    #[server(default)] one_time_code: String,
) -> Result<(), AppError> {
    use services::second_factor::Proof;
    use ui::factor_forms::turn_factor_off;
    let proof = Proof { password: &current_password, code: &one_time_code };
    turn_factor_off(inside().await?, PLACE, &proof).await
}
