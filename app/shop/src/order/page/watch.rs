//! An order that changes while somebody looks at it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use ui::paths;

/// Loads the page anew when the server says that the order has changed (`ui::behaviour`). Without a
/// script the page is as fresh as its last load.
#[component]
pub fn Watched(number: i64) -> impl IntoView {
    view! { <span hidden data-watch=paths::order_events(number)></span> }
}

/// The number of the order in the address of this page.
pub fn number_in_address() -> Option<i64> {
    use_params_map().with_untracked(|params| params.get("number"))?.parse().ok()
}
