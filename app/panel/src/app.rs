//! The roots of the pages of the panel, and of the accountants'.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::{Root, pages::UnknownPage};

use crate::accountant::AccountantRoutes;
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

#[component]
pub fn AccountantApp() -> impl IntoView {
    view! {
        <Root>
            <Routes fallback=UnknownPage>
                <AccountantRoutes/>
            </Routes>
        </Root>
    }
}
