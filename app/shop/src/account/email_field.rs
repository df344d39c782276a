//! The ordinary address, with a warning when it looks like a PEC.

use domain::party::{Email, Field};
use leptos::prelude::*;

use super::warning::Warning;
use ui::components::TextField;
use ui::wording;

/// `Indirizzo email`. A PEC is allowed, because some mailboxes accept ordinary mail.
#[component]
pub fn EmailField(
    name: &'static str,
    /// What stands in it at first.
    value: String,
    hint: &'static str,
    /// What stands in it now.
    #[prop(into)]
    now: Signal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let looks_like_pec =
        move || now.with(|typed| Email::parse(typed).is_ok_and(|email| email.looks_like_pec()));

    view! {
        <TextField
            name
            id=Field::Email.as_str()
            label=wording::field_label(Field::Email)
            value
            hint
            error
            r#type="email"
            inputmode="email"
            autocomplete="email"
        />
        <Warning
            when=Signal::derive(looks_like_pec)
            title="Sembra una casella PEC"
            text="Di solito una PEC non riceve messaggi di posta ordinaria: controlla che la tua \
                  li accetti, oppure scrivi un altro indirizzo. Puoi comunque proseguire."
        />
    }
}
