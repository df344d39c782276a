//! The state of an order, a service or a user, in one or two words.

use leptos::prelude::*;

use super::Tone;

/// The words name the state; the tone only helps to find it.
#[component]
pub fn StateBadge(
    #[prop(into)] text: Signal<String>,
    #[prop(optional, into)] tone: Signal<Tone>,
) -> impl IntoView {
    let class = move || format!("state {}", tone.get().class());

    view! { <span class=class>{text}</span> }
}
