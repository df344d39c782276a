//! The button that sends a form.

use leptos::{ev, prelude::*};

/// Sends the form around it. While `pending`, a wheel turns in place of the text, the width stays,
/// and pressing again does nothing.
#[component]
pub fn SubmitButton(
    #[prop(optional, into)] pending: Signal<bool>,
    /// What it looks like; `btn-outline` for the lesser of two.
    #[prop(default = "btn-primary")]
    class: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] aria_label: Option<String>,
    children: Children,
) -> impl IntoView {
    let class = move || {
        let busy = if pending.get() { "btn-busy" } else { "" };
        format!("btn {class} {busy}")
    };
    let press = move |ev: ev::MouseEvent| {
        if pending.get_untracked() {
            ev.prevent_default();
        }
    };

    view! {
        <button
            type="submit"
            class=class
            name=name
            value=value
            aria-label=aria_label
            aria-disabled=move || pending.get().then_some("true")
            on:click=press
        >
            <span class="btn-label">{children()}</span>
            <Show when=move || pending.get()>
                <span class="loading loading-spinner loading-sm" aria-hidden="true"></span>
                <span class="sr-only">"Attendi"</span>
            </Show>
        </button>
    }
}
