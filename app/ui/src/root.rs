//! The root of every page: the router, and what stands around each zone's routes.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::Router;

use crate::layout::{FocusFollows, Site};

/// Put around the routes of a zone.
#[component]
pub fn Root(children: Children) -> impl IntoView {
    provide_meta_context();
    Site::provide();

    view! {
        <Title formatter=page_title/>
        <Router>
            <FocusFollows/>
            {children()}
        </Router>
    }
}

fn page_title(page: String) -> String {
    if page.is_empty() { "Bottega".to_owned() } else { format!("{page} · Bottega") }
}
