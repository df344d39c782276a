//! The bar on top of the panel's and the office's pages.

use leptos::prelude::*;

use super::{BrandLink, DemoStrip};

/// Name and first page of the zone; children stand on the right.
#[component]
pub fn ZoneHeader(
    name: &'static str,
    home: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <DemoStrip/>
        <header class="site-header border-b border-base-300 bg-base-100">
            <div class="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-4 px-4 py-2 sm:px-6">
                <BrandLink href=home name=name/>
                {children.map(|children| children())}
            </div>
        </header>
    }
}
