//! The one heading of a page, together with the title of the window.

use leptos::prelude::*;

use crate::Title;

/// How the title of the window begins while something on the page is wrong.
pub const IN_ERROR: &str = "Errore: ";

/// Sets the title of the window and shows the same words as `<h1>`; children are a sentence below.
///
/// While `in_error` holds, the title of the window begins with "Errore: ", so that somebody who
/// listens to the page learns at once that a form came back.
#[component]
pub fn PageTitle(
    #[prop(into)] text: Signal<String>,
    #[prop(optional, into)] in_error: Signal<bool>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let title = Signal::derive(move || {
        // A part of the page that is just being replaced is asked once more without its signals.
        let text = text.try_get().unwrap_or_default();
        if in_error.try_get().unwrap_or_default() { format!("{IN_ERROR}{text}") } else { text }
    });

    view! {
        <Title text=title/>
        <div class="mb-4 max-w-3xl md:mb-6">
            <h1>{text}</h1>
            {children.map(|children| view! { <div class="mt-2 text-muted">{children()}</div> })}
        </div>
    }
}
