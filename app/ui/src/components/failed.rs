//! What went wrong with the last press on a page that is live.

use leptos::prelude::*;

use crate::{error::AppError, wording};

/// What went wrong with the last press, at the lower edge of the window: the page stays where it
/// is, and the next press hits what this one did.
#[component]
pub fn Failed(#[prop(into)] error: Signal<Option<AppError>>) -> impl IntoView {
    let sentence = move || {
        let error = error.get();
        error.map(
            |error| view! { <p class="offline" role="alert">{wording::load_sentence(&error)}</p> },
        )
    };
    view! { {sentence} }
}
