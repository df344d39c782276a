//! Something that is agreed to, or not.

use leptos::prelude::*;

use super::field::Around;

/// A box with a label of any length, given as children; links may stand in it.
///
/// An empty box sends nothing, so the argument of the server function is `#[server(default)]`.
#[component]
pub fn Checkbox(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: Option<String>,
    /// What a ticked box sends.
    #[prop(default = "true".into(), into)]
    value: String,
    #[prop(optional)] checked: bool,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
    children: Children,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let around = Around { id: id.clone(), label: String::new(), hint, error, optional: true };
    let changed = move |ev| {
        if let Some(on_change) = on_change {
            on_change.run(event_target_checked(&ev));
        }
    };

    view! {
        <div class="field">
            {around.error_view()}
            <label class="choice-plain">
                <input
                    class="checkbox mt-0.5"
                    type="checkbox"
                    id=id
                    name=name
                    value=value
                    checked=checked
                    aria-describedby=around.described_by()
                    aria-invalid=around.invalid()
                    on:change=changed
                />
                <span>{children()}</span>
            </label>
            {around.hint_view()}
        </div>
    }
}
