//! The root of every page of the office.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, not_found::NotFound};

use crate::routes::OfficeRoutes;

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=NotFound>
                <OfficeRoutes/>
            </Routes>
        </Root>
    }
}
