//! The simulator's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{method_page::MethodPage, payment_page::PaymentPage};
use ui::layout::{SkipLink, ZoneHeader};
use ui::lazy_page::lazy_page;
use ui::paths;

#[component(transparent)]
pub fn DemoRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("demo") view=lazy_page!(office: Frame) ssr=SsrMode::Async>
            <Route path=path!("pagamento/:attempt") view=lazy_page!(office: PaymentPage) ssr=SsrMode::Async/>
            <Route path=path!("metodo/:id") view=lazy_page!(office: MethodPage) ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}

#[component]
fn Frame() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Pagamenti dimostrativi" home=paths::HOME/>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}
