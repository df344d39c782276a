//! The menu of narrow screens.

use leptos::{html, prelude::*};

use super::closes::closes;
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
    let menu = NodeRef::<html::Details>::new();
    closes(menu);

    view! {
        <details class=format!("who {class}") node_ref=menu>
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
