//! The panel's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{
    add_ons_page::AddOnsPage,
    frame::{Doorway, Frame},
    home_page::HomePage,
    password_changed_page::PasswordChangedPage,
    password_page::PasswordPage,
    sign_in_page::SignInPage,
};
use ui::lazy_page::lazy_page;

/// Outside the door a plain frame, inside it the one with the menu.
#[component(transparent)]
pub fn PanelRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("pannello") view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=lazy_page!(panel: Doorway) ssr=SsrMode::Async>
                <Route path=path!("accedi") view=lazy_page!(panel: SignInPage) ssr=SsrMode::Async/>
                <Route path=path!("cambio-password") view=lazy_page!(panel: PasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("password-cambiata") view=lazy_page!(panel: PasswordChangedPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=lazy_page!(panel: Frame) ssr=SsrMode::Async>
                <Route path=path!("") view=lazy_page!(panel: HomePage) ssr=SsrMode::Async/>
                <Route path=path!("servizi-aggiuntivi") view=lazy_page!(panel: AddOnsPage) ssr=SsrMode::Async/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
