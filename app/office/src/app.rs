//! The root of every page of the office.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, pages::UnknownPage};

use crate::routes::OfficeRoutes;

#[component]
pub fn App() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=UnknownPage>
                <OfficeRoutes/>
            </Routes>
        </Root>
    }
}
