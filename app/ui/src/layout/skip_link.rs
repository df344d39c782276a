//! The first thing that the keyboard reaches.

use leptos::prelude::*;

/// Jumps over the header. The page's `<main>` carries `id="contenuto"` and `tabindex="-1"`.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip-link" href="#contenuto">"Vai al contenuto"</a>
    }
}
