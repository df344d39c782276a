//! The root of every page of the panel.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, not_found::NotFound};

use crate::routes::PanelRoutes;

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=NotFound>
                <PanelRoutes/>
            </Routes>
        </Root>
    }
}
