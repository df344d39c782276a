//! Forms that survive a refusal: what was typed and what was wrong with it.

use domain::RuleError;
use domain::party::{Field, FieldError, PartyError};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::wording;

/// A form that came back without WASM: it waits in the session until its page is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept<T> {
    pub typed: T,
    pub error: AppError,
}

/// The fields that an error is about.
#[must_use]
pub fn field_errors(error: &AppError) -> Vec<(Field, FieldError)> {
    match error {
        AppError::Rule(RuleError::Party(PartyError::Fields(fields))) => fields.clone(),
        _ => Vec::new(),
    }
}

/// The sentence about one field.
pub fn about(error: Signal<Option<AppError>>, field: Field) -> Signal<Option<String>> {
    Signal::derive(move || {
        let errors = error.with(|error| error.as_ref().map(field_errors).unwrap_or_default());
        let found = errors.into_iter().find(|(wrong, _)| *wrong == field);
        found.map(|(field, error)| wording::field_sentence(field, &error))
    })
}

/// The error of a form: that of the last attempt with WASM, or the one that came with the page.
/// Somebody whose sign-in has expired is taken to it.
pub fn last_error<I, O>(action: ServerAction<I>, kept: Option<AppError>) -> Signal<Option<AppError>>
where
    I: ServerFn<Output = O, Error = AppError> + Clone + Send + Sync + 'static,
    O: Clone + Send + Sync + 'static,
{
    let value = action.value();
    let pending = action.pending();
    Effect::new(move || {
        if value.with(|value| matches!(value, Some(Err(AppError::SignInFirst)))) {
            load_anew();
        }
    });
    Signal::derive(move || match value.get() {
        _ if pending.get() => None,
        Some(Ok(_)) => None,
        Some(Err(error)) => Some(error),
        None => kept.clone(),
    })
}

/// Loads this page from the server, which knows where to send somebody who has to sign in first:
/// Leptos does not follow the redirect of an answer that is an error.
pub fn load_anew() {
    let _ = window().location().reload();
}
