//! Looking for something in a list.

use leptos::prelude::*;

/// A form that asks for a page, so it is the browser's own: the result has an address.
#[component]
pub fn SearchForm(
    /// The page of the list.
    action: &'static str,
    /// The parameter, and the id of the field.
    name: &'static str,
    label: &'static str,
    /// What was looked for.
    value: String,
    #[prop(default = "w-80")] width: &'static str,
    #[prop(default = "search")] inputmode: &'static str,
    /// What stands beside `Cerca`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <form action=action method="get" role="search" class="flex flex-wrap items-end gap-3">
            <div class=format!("field max-w-full {width}")>
                <label class="field-label" for=name>{label}</label>
                <input
                    class="input"
                    id=name
                    name=name
                    value=value
                    type="search"
                    inputmode=inputmode
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                />
            </div>
            <button type="submit" class="btn btn-outline">"Cerca"</button>
            {children.map(|children| children())}
        </form>
    }
}
