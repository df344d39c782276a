//! What a page shows instead of something that could not be loaded or done.

use leptos::{either::EitherOf4, prelude::*};

use super::{NothingHere, Notice, PageTitle, Tone};
use crate::{error::AppError, form::load_anew, paths, wording};

/// The sentence for a failure, or the page for things that do not exist. Somebody who has to sign
/// in is taken there.
#[component]
pub fn Failure(
    error: AppError,
    /// What the page is called; a failure with a page of its own has another heading.
    #[prop(optional)]
    title: Option<&'static str>,
) -> impl IntoView {
    let title = title.map(|text| move || view! { <PageTitle text in_error=true/> });
    match error {
        AppError::NotFound => EitherOf4::A(view! { <NothingHere/> }),
        AppError::SignInFirst => {
            Effect::new(load_anew);
            EitherOf4::B(view! {
                {title.map(|title| title())}
                <p class="text-muted" role="status">"Ti portiamo all’accesso…"</p>
            })
        }
        AppError::SignInForMore { page } => EitherOf4::D(view! { <SignInForMore page/> }),
        error => {
            let sentence = wording::load_sentence(&error);
            EitherOf4::C(view! {
                {title.map(|title| title())}
                <Notice tone=Tone::Error title=sentence/>
            })
        }
    }
}

/// Whoever came from a panel or by a link for a purchase wants more than that.
#[component]
fn SignInForMore(page: String) -> impl IntoView {
    let error = AppError::SignInForMore { page: page.clone() };
    view! {
        <PageTitle text="Per questa pagina accedi">{wording::load_sentence(&error)}</PageTitle>
        <a class="btn btn-primary" href=paths::sign_in(&page)>"Accedi"</a>
    }
}
