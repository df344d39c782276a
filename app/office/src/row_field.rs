//! A field in a row of the desk.

use leptos::prelude::*;

/// A label above a narrow field. What is wrong stands below the whole row, in a [`Why`].
///
/// [`Why`]: super::refused::Why
#[component]
pub fn RowField(
    label: &'static str,
    id: String,
    name: &'static str,
    value: String,
    /// Its width, and on which side its text stands.
    class: &'static str,
    #[prop(optional, into)] r#type: Option<&'static str>,
    /// The keyboard of telephones.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// The last day that can be chosen.
    #[prop(optional, into)]
    max: Option<String>,
    /// The most characters that it takes.
    #[prop(optional, into)]
    maxlength: Option<usize>,
    /// The browser puts the focus on it when the page is loaded.
    #[prop(optional)]
    takes_focus: bool,
    #[prop(optional, into)] is_wrong: Signal<bool>,
    /// The id of what says why.
    #[prop(optional, into)]
    why: Option<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field-label text-sm" for=id.clone()>{label}</label>
            <input
                class=format!("input {class}")
                type=r#type
                inputmode=inputmode
                autocomplete="off"
                id=id
                name=name
                value=value
                max=max
                maxlength=maxlength
                autofocus=takes_focus
                aria-describedby=move || why.clone().filter(|_| is_wrong.get())
                aria-invalid=move || is_wrong.get().then_some("true")
            />
        </div>
    }
}
