//! How a form ends, and how it comes back with what was typed.

use serde::Serialize;
use serde::de::DeserializeOwned;
use web::notes;

use super::{is_plain_form, session};
use crate::error::AppError;
use crate::form::Kept;

/// Ends a form that changes something: on to `next`, or back to `page` with what was typed.
///
/// With WASM the error is the answer and the page still holds what was typed. Without it, error
/// and typed values wait in the session for the page to be shown again. They wait in both modes
/// for somebody whose sign-in has expired meanwhile: the sign-in takes the place of the page.
pub async fn finish<T: Serialize>(
    form: &'static str,
    typed: &T,
    page: &str,
    outcome: Result<String, AppError>,
) -> Result<(), AppError> {
    match outcome {
        Ok(next) => {
            leptos_axum::redirect(&next);
            Ok(())
        }
        Err(AppError::SignInFirst) => {
            keep(form, typed, AppError::SignInFirst).await?;
            Err(AppError::SignInFirst)
        }
        // The page that it is led to says what it takes.
        Err(error @ AppError::SignInForMore { .. }) => Err(error),
        // The page that it would go back to is away as well; what was typed is in this request.
        Err(AppError::Unavailable) => Err(AppError::Unavailable),
        Err(error) if is_plain_form() => {
            keep(form, typed, error).await?;
            leptos_axum::redirect(page);
            Ok(())
        }
        Err(error) => Err(error),
    }
}

async fn keep<T: Serialize>(
    form: &'static str,
    typed: &T,
    error: AppError,
) -> Result<(), AppError> {
    Ok(notes::leave(&session()?, form, &Kept { typed, error }).await?)
}

/// What a form left when it came back, once.
pub async fn kept<T: DeserializeOwned>(form: &'static str) -> Result<Option<Kept<T>>, AppError> {
    kept_for(form, |_| true).await
}

/// The same, if what was typed is for this page; what waits for another one stays.
pub async fn kept_for<T: DeserializeOwned>(
    form: &'static str,
    is_for: impl FnOnce(&T) -> bool,
) -> Result<Option<Kept<T>>, AppError> {
    Ok(notes::take_for(&session()?, form, |kept: &Kept<T>| is_for(&kept.typed)).await?)
}
