//! The shop's addresses and the frame around its pages.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use crate::account::{HolderPage, RegisterPage, SignInPage, WelcomePage};
use crate::area::AreaPage;
use crate::browse::{
    AccessibilityPage, ConditionsPage, HomePage, LegalNotesPage, OnerousClausesPage, PrivacyPage,
    ProductPage, ProductsPage, SupplySheetsPage,
};
use crate::cart::CartPage;
use crate::methods::{MethodReturnPage, MethodsPage, NewMethodPage};
use crate::order::{OrderFormPage, OrderPage, PaymentPage};
use crate::renewal::RenewalPage;
use ui::layout::{Footer, Header, SkipLink};
use ui::pages::lazy_page;

/// Every route renders completely before it is sent (`SsrMode::Async`): without JavaScript
/// nothing could swap a fallback, and the status must be known before the first byte.
#[component(transparent)]
pub fn ShopRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=ShopLayout ssr=SsrMode::Async>
            <Route path=path!("") view=lazy_page!(browse: HomePage) ssr=SsrMode::Async/>
            <Route path=path!("prodotti") view=lazy_page!(browse: ProductsPage) ssr=SsrMode::Async/>
            <Route path=path!("prodotti/:prodotto") view=lazy_page!(browse: ProductPage) ssr=SsrMode::Async/>
            <Route path=path!("condizioni") view=lazy_page!(browse: ConditionsPage) ssr=SsrMode::Async/>
            <Route path=path!("clausole") view=lazy_page!(browse: OnerousClausesPage) ssr=SsrMode::Async/>
            <Route path=path!("schede") view=lazy_page!(browse: SupplySheetsPage) ssr=SsrMode::Async/>
            <Route path=path!("privacy") view=lazy_page!(browse: PrivacyPage) ssr=SsrMode::Async/>
            <Route path=path!("note-legali") view=lazy_page!(browse: LegalNotesPage) ssr=SsrMode::Async/>
            <Route path=path!("accessibilita") view=lazy_page!(browse: AccessibilityPage) ssr=SsrMode::Async/>
            <Route path=path!("carrello") view=lazy_page!(cart: CartPage) ssr=SsrMode::Async/>
            <Route path=path!("accedi") view=lazy_page!(buy: SignInPage) ssr=SsrMode::Async/>
            <Route path=path!("registrati") view=lazy_page!(buy: RegisterPage) ssr=SsrMode::Async/>
            <Route path=path!("benvenuto") view=lazy_page!(buy: WelcomePage) ssr=SsrMode::Async/>
            <Route path=path!("dati-intestatario") view=lazy_page!(buy: HolderPage) ssr=SsrMode::Async/>
            <Route path=path!("modulo-ordine") view=lazy_page!(buy: OrderFormPage) ssr=SsrMode::Async/>
            <Route path=path!("ordini/:number") view=lazy_page!(buy: OrderPage) ssr=SsrMode::Async/>
            <Route path=path!("ordini/:number/pagamento") view=lazy_page!(buy: PaymentPage) ssr=SsrMode::Async/>
            <Route path=path!("area-clienti") view=lazy_page!(buy: AreaPage) ssr=SsrMode::Async/>
            <Route path=path!("rinnovo") view=lazy_page!(buy: RenewalPage) ssr=SsrMode::Async/>
            <Route path=path!("metodi-di-pagamento") view=lazy_page!(buy: MethodsPage) ssr=SsrMode::Async/>
            <Route path=path!("metodi-di-pagamento/nuovo") view=lazy_page!(buy: NewMethodPage) ssr=SsrMode::Async/>
            <Route path=path!("metodi-di-pagamento/:id") view=lazy_page!(buy: MethodReturnPage) ssr=SsrMode::Async/>
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
