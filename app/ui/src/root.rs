//! The root of every page: the router, and what stands around each zone's routes.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::Router;

use crate::layout::Site;

/// Put around the routes of a zone.
#[component]
pub fn Root(children: Children) -> impl IntoView {
    provide_meta_context();
    Site::provide();

    view! { <Router>{children()}</Router> }
}
