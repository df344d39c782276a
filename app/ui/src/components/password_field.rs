//! A password that can be shown while it is typed.

use leptos::prelude::*;

use super::{Icon, Sign, field::Around};

/// What the button beside a password does next.
pub const SHOW_PASSWORD: &str = "Mostra la password";
/// And once it is shown.
pub const HIDE_PASSWORD: &str = "Nascondi la password";

/// A password. It is never filled in by the page, and pasting works.
#[component]
pub fn PasswordField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    /// `current-password`, or `new-password` where one is chosen.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// Called on every key, with the whole text.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let of_field = id.clone();
    let around = Around { id: id.clone(), label, hint, error, optional: false };
    let typed = move |ev| {
        if let Some(on_input) = on_input {
            on_input.run(event_target_value(&ev));
        }
    };

    view! {
        <div class="field">
            {around.label_view()}
            {around.error_view()}
            <div class="field-with-button">
                <input
                    class="input"
                    id=id.clone()
                    name=name
                    type="password"
                    // Nothing to see; it tells the style sheet whether there is anything to show.
                    placeholder=" "
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-required="true"
                    aria-describedby=around.described_by()
                    aria-invalid=around.invalid()
                    on:input=typed
                />
                <button
                    type="button"
                    class="needs-wasm"
                    aria-controls=id
                    aria-label=SHOW_PASSWORD
                    title=SHOW_PASSWORD
                    data-shows=of_field
                >
                    <Icon sign=Sign::Eye/>
                </button>
            </div>
            {around.hint_view()}
        </div>
    }
}
