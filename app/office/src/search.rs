//! Looking for one order.

use leptos::prelude::*;

use ui::components::SearchForm;
use ui::paths;

#[component]
pub fn Search(
    /// What was looked for.
    number: String,
) -> impl IntoView {
    view! {
        <SearchForm
            action=paths::OFFICE
            name=paths::ORDER_NUMBER
            label="Numero d’ordine"
            value=number
            width="w-48"
            inputmode="numeric"
        />
    }
}
