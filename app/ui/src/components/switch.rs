//! The green switch: `Attivata` or `Disattivata`.

use leptos::prelude::*;

/// A button that looks like a switch, says which way it stands, and sends the form around it.
///
/// One control for both modes: before the page is live the browser sends `name` and `value`,
/// afterwards the form's own `on:submit` answers on the page.
#[component]
pub fn Switch(
    /// What those who listen hear; which way it stands is told apart from it.
    #[prop(into)]
    label: String,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] name: String,
    /// What a press sends.
    #[prop(into)]
    value: Signal<&'static str>,
    /// The id of a text that explains it.
    #[prop(optional, into)]
    described_by: Option<String>,
) -> impl IntoView {
    let stands = move || if checked.get() { "true" } else { "false" };
    let text = move || if checked.get() { "Attivata" } else { "Disattivata" };

    view! {
        <button
            type="submit"
            class="switch"
            role="switch"
            aria-checked=stands
            aria-label=label
            aria-describedby=described_by
            name=name
            value=value
        >
            <span class="switch-knob"></span>
            <span>{text}</span>
        </button>
    }
}
