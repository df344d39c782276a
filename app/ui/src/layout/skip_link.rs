//! The first thing that the keyboard reaches.

use leptos::prelude::*;

/// Jumps over the header. The page's `<main>` carries `id="contenuto"` and `tabindex="-1"`.
///
/// `rel="external"` leaves the jump to the browser, which moves the focus along; the router would
/// only scroll.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <a class="skip-link" href="#contenuto" rel="external">"Vai al contenuto"</a>
    }
}
