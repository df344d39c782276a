//! What did not work: logged once, and named so that the customer can ask about it.

use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use domain::RuleError;
use domain::sign_in::SignInError;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use web::{RequestId, accepts_html};

use super::{answer_with, is_plain_form, parts};
use crate::error::AppError;

impl From<services::Error> for AppError {
    fn from(error: services::Error) -> Self {
        let answer = match error {
            services::Error::Rule(rule) => {
                tell_to_wait(&rule);
                Self::Rule(rule)
            }
            services::Error::NotFound(_) => Self::NotFound,
            services::Error::NotAllowed => Self::NotAllowed,
            services::Error::Unavailable(_) => return unavailable(&error),
            services::Error::Corrupt { .. } => return set_aside(error),
            services::Error::Broken(_) => return internal(&error),
        };
        // A plain form needs its redirect, and a status here would take the place of it.
        if !is_plain_form() {
            answer_with(answer.status());
        }
        answer
    }
}

/// Tells a program how long whoever is refused has to wait; a person reads it on the page.
fn tell_to_wait(refusal: &RuleError) {
    let seconds = match refusal {
        RuleError::SignIn(
            SignInError::TooManyAttempts { seconds } | SignInError::Crowded { seconds },
        ) => *seconds,
        _ => return,
    };
    if let Some(response) = use_context::<ResponseOptions>() {
        response.insert_header(RETRY_AFTER, seconds.into());
    }
}

impl From<web::Error> for AppError {
    fn from(error: web::Error) -> Self {
        match error {
            web::Error::UseCase(error) => error.into(),
            web::Error::Session(_) if error.is_unavailable() => unavailable(&error),
            web::Error::Session(_) => internal(&error),
        }
    }
}

/// Logs that nobody can be served just now. A plain form gets the status as well: the page that it
/// would be sent back to could not be shown either.
fn unavailable(error: &dyn std::error::Error) -> AppError {
    log(error, &reference());
    answer_with(StatusCode::SERVICE_UNAVAILABLE);
    AppError::Unavailable
}

/// Somebody came by a row that cannot be read: it is set aside for the office. The page is shown all
/// the same and says so; only a script reads a status.
fn set_aside(error: services::Error) -> AppError {
    log(&error, &reference());
    if let Some(ctx) = use_context::<services::Context>() {
        services::unreadable::come_by(&ctx, error);
    }
    if parts().is_some_and(|parts| !accepts_html(&parts.headers)) {
        answer_with(AppError::SetAside.status());
    }
    AppError::SetAside
}

/// Logs a failure of ours and gives it the name that the customer sees.
pub(super) fn internal(error: &dyn std::error::Error) -> AppError {
    let reference = reference();
    log(error, &reference);
    if !is_plain_form() {
        answer_with(StatusCode::INTERNAL_SERVER_ERROR);
    }
    AppError::Internal { reference }
}

fn reference() -> String {
    parts()
        .and_then(|parts| parts.extensions.get::<RequestId>().map(|id| id.0.clone()))
        .unwrap_or_default()
}

/// Once and whole.
fn log(error: &dyn std::error::Error, reference: &str) {
    let mut chain = error.to_string();
    let mut cause = error.source();
    while let Some(behind) = cause {
        chain += ": ";
        chain += &behind.to_string();
        cause = behind.source();
    }
    tracing::error!(%reference, error = %chain, "a request failed");
}
