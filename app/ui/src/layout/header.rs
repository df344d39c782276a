//! The bar on top of the shop's pages.

use leptos::prelude::*;
use leptos_router::components::A;

use super::{BrandLink, DemoStrip, NarrowMenu};
use crate::paths;

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
                <NarrowMenu label="Principale" class="md:hidden">
                    <Links/>
                </NarrowMenu>
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
