//! The shop's addresses and the frame around its pages.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use crate::account::data::{ContactPage, DataPage, EmailPage, FactorPage, PasswordPage};
use crate::account::recovery::{
    ConfirmEmailPage, NewPasswordPage, RecoverPasswordPage, RecoverUsernamePage,
};
use crate::account::{CodePage, HolderPage, RegisterPage, SignInPage, WelcomePage};
use crate::area::{AreaLayout, AreaPage, ManagePage, OrdersPage};
use crate::browse::{
    AccessibilityPage, ConditionsPage, HomePage, LegalNotesPage, OnerousClausesPage, PrivacyPage,
    ProductPage, ProductsPage, SupplySheetsPage,
};
use crate::cart::CartPage;
use crate::methods::{MethodReturnPage, MethodsPage, NewMethodPage};
use crate::order::{AcceptedPage, OrderFormPage, OrderPage, PaymentPage};
use crate::personal_data::DataRightsPage;
use crate::renewal::RenewalPage;
use crate::termination::TerminationPage;
use ui::layout::{Footer, Header, SkipLink};
use ui::pages::page;

/// Every route renders completely before it is sent (`SsrMode::Async`): without JavaScript
/// nothing could swap a fallback, and the status must be known before the first byte.
#[component(transparent)]
pub fn ShopRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=ShopLayout ssr=SsrMode::Async>
                <Route path=path!("") view=page!(HomePage) ssr=SsrMode::Async/>
                <Route path=path!("prodotti") view=page!(ProductsPage) ssr=SsrMode::Async/>
                <Route path=path!("prodotti/:prodotto") view=page!(ProductPage) ssr=SsrMode::Async/>
                <Route path=path!("condizioni") view=page!(ConditionsPage) ssr=SsrMode::Async/>
                <Route path=path!("clausole") view=page!(OnerousClausesPage) ssr=SsrMode::Async/>
                <Route path=path!("schede") view=page!(SupplySheetsPage) ssr=SsrMode::Async/>
                <Route path=path!("privacy") view=page!(PrivacyPage) ssr=SsrMode::Async/>
                <Route path=path!("note-legali") view=page!(LegalNotesPage) ssr=SsrMode::Async/>
                <Route path=path!("accessibilita") view=page!(AccessibilityPage) ssr=SsrMode::Async/>
                <Route path=path!("carrello") view=page!(CartPage) ssr=SsrMode::Async/>
                <Route path=path!("accedi") view=page!(SignInPage) ssr=SsrMode::Async/>
                <Route path=path!("accedi/codice") view=page!(CodePage) ssr=SsrMode::Async/>
                <Route path=path!("registrati") view=page!(RegisterPage) ssr=SsrMode::Async/>
                <Route path=path!("recupera-username") view=page!(RecoverUsernamePage) ssr=SsrMode::Async/>
                <Route path=path!("recupera-password") view=page!(RecoverPasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("recupera-password/nuova") view=page!(NewPasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("conferma-email") view=page!(ConfirmEmailPage) ssr=SsrMode::Async/>
                <Route path=path!("benvenuto") view=page!(WelcomePage) ssr=SsrMode::Async/>
                <Route path=path!("dati-intestatario") view=page!(HolderPage) ssr=SsrMode::Async/>
                <Route path=path!("modulo-ordine") view=page!(OrderFormPage) ssr=SsrMode::Async/>
                <Route path=path!("ordini/:number") view=page!(OrderPage) ssr=SsrMode::Async/>
                <Route path=path!("ordini/:number/condizioni") view=page!(AcceptedPage) ssr=SsrMode::Async/>
                <Route path=path!("ordini/:number/pagamento") view=page!(PaymentPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=AreaLayout ssr=SsrMode::Async>
                <Route path=path!("area-clienti") view=page!(AreaPage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/ordini") view=page!(OrdersPage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/servizi/:id") view=page!(ManagePage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/dati") view=page!(DataPage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/dati/password") view=page!(PasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/dati/email") view=page!(EmailPage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/dati/verifica") view=page!(FactorPage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/dati/recapiti") view=page!(ContactPage) ssr=SsrMode::Async/>
                <Route path=path!("area-clienti/dati/diritti") view=page!(DataRightsPage) ssr=SsrMode::Async/>
                <Route path=path!("rinnovo") view=page!(RenewalPage) ssr=SsrMode::Async/>
                <Route path=path!("disdetta") view=page!(TerminationPage) ssr=SsrMode::Async/>
                <Route path=path!("metodi-di-pagamento") view=page!(MethodsPage) ssr=SsrMode::Async/>
                <Route path=path!("metodi-di-pagamento/nuovo") view=page!(NewMethodPage) ssr=SsrMode::Async/>
                <Route path=path!("metodi-di-pagamento/:id") view=page!(MethodReturnPage) ssr=SsrMode::Async/>
            </ParentRoute>
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
