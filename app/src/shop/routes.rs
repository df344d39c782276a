//! The shop's addresses and the frame around its pages.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{
    home::HomePage,
    legal::{ConditionsPage, OnerousClausesPage, PrivacyPage, SupplySheetsPage},
    product_page::ProductPage,
    products::ProductsPage,
};
use crate::account::{HolderPage, RegisterPage, SignInPage, WelcomePage};
use crate::area::AreaPage;
use crate::cart::CartPage;
use crate::layout::{Footer, Header, SkipLink};
use crate::order::{OrderFormPage, OrderPage, PaymentPage};

/// Every route renders completely before it is sent (`SsrMode::Async`): without JavaScript
/// nothing could swap a fallback, and the status must be known before the first byte.
#[component(transparent)]
pub fn ShopRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=ShopLayout ssr=SsrMode::Async>
            <Route path=path!("") view=HomePage ssr=SsrMode::Async/>
            <Route path=path!("prodotti") view=ProductsPage ssr=SsrMode::Async/>
            <Route path=path!("prodotti/:prodotto") view=ProductPage ssr=SsrMode::Async/>
            <Route path=path!("condizioni") view=ConditionsPage ssr=SsrMode::Async/>
            <Route path=path!("clausole") view=OnerousClausesPage ssr=SsrMode::Async/>
            <Route path=path!("schede") view=SupplySheetsPage ssr=SsrMode::Async/>
            <Route path=path!("privacy") view=PrivacyPage ssr=SsrMode::Async/>
            <Route path=path!("carrello") view=CartPage ssr=SsrMode::Async/>
            <Route path=path!("accedi") view=SignInPage ssr=SsrMode::Async/>
            <Route path=path!("registrati") view=RegisterPage ssr=SsrMode::Async/>
            <Route path=path!("benvenuto") view=WelcomePage ssr=SsrMode::Async/>
            <Route path=path!("dati-intestatario") view=HolderPage ssr=SsrMode::Async/>
            <Route path=path!("modulo-ordine") view=OrderFormPage ssr=SsrMode::Async/>
            <Route path=path!("ordini/:number") view=OrderPage ssr=SsrMode::Async/>
            <Route path=path!("ordini/:number/pagamento") view=PaymentPage ssr=SsrMode::Async/>
            <Route path=path!("area-clienti") view=AreaPage ssr=SsrMode::Async/>
        </ParentRoute>
    }
    .into_inner()
}

#[component]
fn ShopLayout() -> impl IntoView {
    view! {
        <SkipLink/>
        <Header/>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
        <Footer/>
    }
}
