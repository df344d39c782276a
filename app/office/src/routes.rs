//! The office's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{
    accesses::AccessesPage,
    clock::ClockPage,
    customers::CustomersPage,
    decisions_page::DecisionsPage,
    factor_pages::{CodePage, EnrolmentPage, FactorPage},
    frame::{Doorway, Frame},
    jobs::JobsPage,
    news::NewsPage,
    orders_page::OrdersPage,
    renewals::RenewalsPage,
    service::ServicePage,
    sign_in_page::SignInPage,
    statements::{ColumnsPage, StatementsPage},
    terminations::TerminationsPage,
};
use ui::pages::page;

/// Outside the door a plain frame, inside it the one that says who works here.
#[component(transparent)]
pub fn OfficeRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("ufficio") view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=page!(Doorway) ssr=SsrMode::Async>
                <Route path=path!("accedi") view=page!(SignInPage) ssr=SsrMode::Async/>
                <Route path=path!("accedi/codice") view=page!(CodePage) ssr=SsrMode::Async/>
                <Route path=path!("accedi/verifica") view=page!(EnrolmentPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=page!(Frame) ssr=SsrMode::Async>
                <Route path=path!("") view=page!(OrdersPage) ssr=SsrMode::Async/>
                <Route path=path!("da-decidere") view=page!(DecisionsPage) ssr=SsrMode::Async/>
                <Route path=path!("estratti") view=page!(StatementsPage) ssr=SsrMode::Async/>
                <Route path=path!("estratti/colonne") view=page!(ColumnsPage) ssr=SsrMode::Async/>
                <Route path=path!("servizi/:id") view=page!(ServicePage) ssr=SsrMode::Async/>
                <Route path=path!("rinnovi") view=page!(RenewalsPage) ssr=SsrMode::Async/>
                <Route path=path!("disdette") view=page!(TerminationsPage) ssr=SsrMode::Async/>
                <Route path=path!("clienti") view=page!(CustomersPage) ssr=SsrMode::Async/>
                <Route path=path!("accessi") view=page!(AccessesPage) ssr=SsrMode::Async/>
                <Route path=path!("verifica") view=page!(FactorPage) ssr=SsrMode::Async/>
                <Route path=path!("novita") view=page!(NewsPage) ssr=SsrMode::Async/>
                <Route path=path!("lavori") view=page!(JobsPage) ssr=SsrMode::Async/>
                <Route path=path!("orologio") view=page!(ClockPage) ssr=SsrMode::Async/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
