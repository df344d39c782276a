//! What a page shows instead of something that could not be loaded or done.

use leptos::{either::Either, prelude::*};

use super::{Notice, Tone};
use crate::{error::AppError, not_found::NothingHere, wording};

/// The sentence for a failure, or the page for things that do not exist.
#[component]
pub fn Failure(error: AppError) -> impl IntoView {
    match error {
        AppError::NotFound => Either::Left(view! { <NothingHere/> }),
        error => {
            let sentence = wording::app_sentence(&error);
            Either::Right(view! { <Notice tone=Tone::Error title=sentence/> })
        }
    }
}
