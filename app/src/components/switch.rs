//! The green switch: `Attivata` or `Disattivata`.

use leptos::{html, prelude::*};

/// A checkbox that looks like a switch. Its name for those who listen is `label`; the text on it
/// follows the checkbox by style alone, so it is right before the page is live too.
///
/// Off sends nothing, so the argument of the server function is `#[server(default)]`.
#[component]
pub fn Switch(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(into)] checked: Signal<bool>,
    /// Called when it is pressed, also when that happened before the page was live.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
    #[prop(optional, into)] id: Option<String>,
    /// The id of a text that explains it.
    #[prop(optional, into)]
    described_by: Option<String>,
    #[prop(default = "Attivata")] on_text: &'static str,
    #[prop(default = "Disattivata")] off_text: &'static str,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let input = NodeRef::<html::Input>::new();
    let report = move |on: bool| {
        if let Some(on_change) = on_change {
            on_change.run(on);
        }
    };
    Effect::new(move |before: Option<()>| {
        let Some(input) = input.get() else { return };
        let wanted = checked.get();
        match before {
            None if input.checked() != wanted => report(input.checked()),
            _ => input.set_checked(wanted),
        }
    });

    view! {
        <span class="switch">
            <input
                type="checkbox"
                role="switch"
                id=id
                name=name
                value="true"
                checked=checked.get_untracked()
                aria-label=label
                aria-describedby=described_by
                on:change=move |ev| report(event_target_checked(&ev))
                node_ref=input
            />
            <span class="switch-face" aria-hidden="true">
                <span class="switch-knob"></span>
                <span class="switch-on">{on_text}</span>
                <span class="switch-off">{off_text}</span>
            </span>
        </span>
    }
}
