//! The office's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{
    desk_page::DeskPage,
    frame::{Doorway, Frame},
    jobs::JobsPage,
    sign_in_page::SignInPage,
    statements::{ColumnsPage, StatementsPage},
};
use ui::lazy_page::lazy_page;

/// Outside the door a plain frame, inside it the one that says who works here.
#[component(transparent)]
pub fn OfficeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("ufficio") view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=lazy_page!(office: Doorway) ssr=SsrMode::Async>
                <Route path=path!("accedi") view=lazy_page!(office: SignInPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=lazy_page!(office: Frame) ssr=SsrMode::Async>
                <Route path=path!("") view=lazy_page!(office: DeskPage) ssr=SsrMode::Async/>
                <Route path=path!("estratti") view=lazy_page!(office: StatementsPage) ssr=SsrMode::Async/>
                <Route path=path!("estratti/colonne") view=lazy_page!(office: ColumnsPage) ssr=SsrMode::Async/>
                <Route path=path!("lavori") view=lazy_page!(office: JobsPage) ssr=SsrMode::Async/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
