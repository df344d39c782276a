//! The root of every page of the panel.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, pages::UnknownPage};

use crate::routes::{MobileRoutes, PanelRoutes};

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=UnknownPage>
                <PanelRoutes/>
                <MobileRoutes/>
            </Routes>
        </Root>
    }
}
