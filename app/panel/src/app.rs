//! The roots of the pages of the panel, and of the accountants'.

use leptos::prelude::*;
use leptos_router::components::Routes;
use ui::Root;

use crate::accountant::AccountantRoutes;
use crate::not_found::{FROM_ACCOUNTANTS, FROM_PANEL, NoSuchPage, NotFound};
use crate::routes::{MobileRoutes, PanelRoutes};

#[component]
pub fn App() -> impl IntoView {
    provide_context(FROM_PANEL);
    view! {
        <Root>
            <Routes fallback=NotFound>
                <PanelRoutes/>
                <MobileRoutes/>
            </Routes>
        </Root>
    }
}

#[component]
pub fn AccountantApp() -> impl IntoView {
    provide_context(FROM_ACCOUNTANTS);
    view! {
        <Root>
            <Routes fallback=NoSuchPage>
                <AccountantRoutes/>
            </Routes>
        </Root>
    }
}
