//! The menu of narrow screens.

use leptos::prelude::*;

use crate::components::{Icon, Sign};

/// The links of a menu behind a button.
#[component]
pub fn NarrowMenu(
    /// The name of the menu.
    label: &'static str,
    /// From which width on the links stand somewhere else: `md:hidden`.
    class: &'static str,
    /// The entries of the list.
    children: Children,
) -> impl IntoView {
    view! {
        <details class=format!("who {class}")>
            <summary class="nav-link">
                <Icon sign=Sign::Menu/>
                "Menu"
            </summary>
            <nav class="menu" aria-label=label>
                <ul>{children()}</ul>
            </nav>
        </details>
    }
}
