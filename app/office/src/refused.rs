//! A form of the desk that was refused.

use leptos::prelude::*;

use ui::components::{Icon, Sign};
use ui::error::AppError;
use ui::wording;

/// Why a form of the office did nothing.
pub fn sentence(error: &AppError) -> String {
    match error {
        AppError::SignInFirst => {
            "L’accesso era scaduto e non è cambiato nulla: controlla quello che avevi scritto e \
             invialo di nuovo."
                .into()
        }
        error => wording::app_sentence(error),
    }
}

/// The same beside the form.
#[component]
pub fn Why(
    error: Signal<Option<AppError>>,
    id: String,
    #[prop(default = sentence)] words: fn(&AppError) -> String,
) -> impl IntoView {
    move || {
        let id = id.clone();
        error.get().map(|error| {
            view! {
                <p class="field-error mt-2 max-w-md" id=id role="alert">
                    <Icon sign=Sign::Alert/>
                    <span><span class="sr-only">"Errore: "</span>{words(&error)}</span>
                </p>
            }
        })
    }
}
