//! The menu of narrow screens.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;

use crate::components::{Icon, Sign};

/// The links of a menu behind a button. A soft navigation keeps the bar, so it closes the menu.
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
    let path = use_location().pathname;
    Effect::new(move || {
        path.track();
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    });

    view! {
        <details class=format!("menu-narrow relative {class}") node_ref=menu>
            <summary class="btn btn-ghost">
                <Icon sign=Sign::Menu/>
                "Menu"
            </summary>
            <nav class="panel absolute end-0 top-full z-40 mt-2 w-60 p-2" aria-label=label>
                <ul class="flex flex-col gap-1">{children()}</ul>
            </nav>
        </details>
    }
}
