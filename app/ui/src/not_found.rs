//! The page behind an address that leads nowhere.

use leptos::prelude::*;

use crate::{
    components::NothingHere,
    layout::{Footer, Header, SkipLink},
};

/// The whole page, for addresses that no route knows.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <SkipLink/>
        <Header/>
        <main id="contenuto" tabindex="-1" class="page">
            <NothingHere/>
        </main>
        <Footer/>
    }
}
