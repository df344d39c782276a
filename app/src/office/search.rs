//! Looking for one order.

use leptos::prelude::*;

use crate::paths;

/// A form that asks for a page, so it is the browser's own: the result has an address.
#[component]
pub fn Search(
    /// What was looked for.
    number: String,
) -> impl IntoView {
    view! {
        <form action=paths::OFFICE method="get" role="search" class="flex flex-wrap items-end gap-3">
            <div class="field">
                <label class="field-label" for="ordine">"Numero d’ordine"</label>
                <input
                    class="input w-48!"
                    id="ordine"
                    name=paths::ORDER_NUMBER
                    value=number
                    type="search"
                    inputmode="numeric"
                    autocomplete="off"
                />
            </div>
            <button type="submit" class="btn btn-outline">"Cerca"</button>
        </form>
    }
}
