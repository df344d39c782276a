//! The bar on top of the panel's and the office's pages.

use leptos::prelude::*;

use super::{BrandLink, DemoStrip};

/// Name and first page of the zone; children stand on the right.
#[component]
pub fn ZoneHeader(
    /// None for the shop itself.
    #[prop(optional)]
    name: Option<&'static str>,
    #[prop(into)] home: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <DemoStrip/>
        <header class="site-header">
            <div class="bar bar-wide">
                <BrandLink href=home zone=name/>
                {children.map(|children| children())}
            </div>
        </header>
    }
}
