//! What a page shows instead of something that could not be loaded or done.

use leptos::{either::EitherOf3, prelude::*};

use super::{NothingHere, Notice, Tone};
use crate::{error::AppError, form::load_anew, wording};

/// The sentence for a failure, or the page for things that do not exist. Somebody who has to sign
/// in is taken there.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    match error {
        AppError::NotFound => EitherOf3::A(view! { <NothingHere/> }),
        AppError::SignInFirst => {
            Effect::new(load_anew);
            EitherOf3::B(
                view! { <p class="text-muted" role="status">"Ti portiamo all’accesso…"</p> },
            )
        }
        error => {
            let sentence = wording::load_sentence(&error);
            EitherOf3::C(view! { <Notice tone=Tone::Error title=sentence/> })
        }
    }
}
