//! `Esci`, out of the shop.

use leptos::prelude::*;

use crate::error::AppError;
use crate::json::Json;

/// This browser is nobody's any more.
#[server(output = Json)]
pub async fn sign_out() -> Result<(), AppError> {
    crate::request::sign_out().await?;
    crate::browser::clear();
    leptos_axum::redirect(crate::paths::HOME);
    Ok(())
}
