//! The bar on top of the shop's pages.

use leptos::{html, prelude::*};
use leptos_router::{components::A, hooks::use_location};

use super::{BrandLink, DemoStrip};
use crate::{
    components::{Icon, Sign},
    paths,
};

#[component]
pub fn Header() -> impl IntoView {
    view! {
        <DemoStrip/>
        <header class="site-header border-b border-base-300 bg-base-100">
            <div class="mx-auto flex max-w-6xl items-center justify-between gap-4 px-4 py-2 sm:px-6">
                <BrandLink href=paths::HOME/>
                <nav class="max-md:hidden" aria-label="Principale">
                    <ul class="flex items-center gap-1">
                        <Links/>
                    </ul>
                </nav>
                <NarrowMenu/>
            </div>
        </header>
    }
}

#[component]
fn Links() -> impl IntoView {
    view! {
        <li><A href=paths::PRODUCTS attr:class="nav-link">"Prodotti"</A></li>
        <li><A href=paths::CART attr:class="nav-link">"Carrello"</A></li>
        <li><A href=paths::AREA attr:class="nav-link">"Area clienti"</A></li>
        <li><a class="nav-link" href=paths::PANEL rel="external">"Pannello"</a></li>
    }
}

/// The same links behind a button. A soft navigation keeps the header, so it closes the menu.
#[component]
fn NarrowMenu() -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let path = use_location().pathname;
    Effect::new(move || {
        path.track();
        if let Some(menu) = menu.get() {
            menu.set_open(false);
        }
    });

    view! {
        <details class="menu-narrow relative md:hidden" node_ref=menu>
            <summary class="btn btn-ghost">
                <Icon sign=Sign::Menu/>
                "Menu"
            </summary>
            <nav
                class="panel absolute end-0 top-full z-40 mt-2 w-56 p-2"
                aria-label="Principale"
            >
                <ul class="flex flex-col">
                    <Links/>
                </ul>
            </nav>
        </details>
    }
}
