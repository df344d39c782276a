//! The button that sends a form.

use leptos::{ev, prelude::*};

/// Sends the form around it, or the one that it names. While the answer is on its way a wheel turns in place of the text, the
/// width stays, and pressing again does nothing: a living part says so by `pending`, `ui::behaviour`
/// for all other forms.
#[component]
pub fn SubmitButton(
    #[prop(optional, into)] pending: Signal<bool>,
    /// What it looks like; `btn-outline` for the lesser of two.
    #[prop(default = "btn-primary")]
    class: &'static str,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional, into)] aria_label: Option<String>,
    /// The id of the form that it sends, when it stands outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let press = move |ev: ev::MouseEvent| {
        if pending.get_untracked() {
            ev.prevent_default();
        }
    };

    view! {
        <button
            type="submit"
            class=format!("btn {class}")
            name=name
            value=value
            aria-label=aria_label
            form=form
            data-sent=move || pending.get().then_some("")
            on:click=press
        >
            <span class="btn-label">{children()}</span>
        </button>
    }
}
