//! The simulator's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{method_page::MethodPage, payment_page::PaymentPage};
use ui::layout::{SkipLink, ZoneHeader};
use ui::pages::page;
use ui::paths;

#[component(transparent)]
pub fn DemoRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("demo") view=page!(Frame) ssr=SsrMode::Async>
            <Route path=path!("pagamento/:attempt") view=page!(PaymentPage) ssr=SsrMode::Async/>
            <Route path=path!("metodo/:id") view=page!(MethodPage) ssr=SsrMode::Async/>
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
