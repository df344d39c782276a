//! The office's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route},
    path,
};

use super::{desk_page::DeskPage, frame::Frame, sign_in_page::SignInPage};

#[component(transparent)]
pub fn OfficeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("ufficio") view=Frame ssr=SsrMode::Async>
            <Route path=path!("") view=DeskPage ssr=SsrMode::Async/>
            <Route path=path!("accedi") view=SignInPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}
