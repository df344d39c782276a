//! The accountants' addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::data::{ConfirmEmailPage, DataPage, EmailPage, NamePage};
use super::factor::{CodePage, FactorPage};
use super::frame::{Doorway, Frame};
use super::home_page::HomePage;
use super::password_page::PasswordPage;
use super::recovery::{NewPasswordPage, RecoverPasswordPage};
use super::register_page::RegisterPage;
use super::sign_in_page::SignInPage;
use ui::pages::page;

/// Outside the door a plain frame, inside it the one with the menu.
#[component(transparent)]
pub fn AccountantRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("commercialista") view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=page!(Doorway) ssr=SsrMode::Async>
                <Route path=path!("registrazione") view=page!(RegisterPage) ssr=SsrMode::Async/>
                <Route path=path!("accedi") view=page!(SignInPage) ssr=SsrMode::Async/>
                <Route path=path!("accedi/codice") view=page!(CodePage) ssr=SsrMode::Async/>
                <Route path=path!("conferma-email") view=page!(ConfirmEmailPage) ssr=SsrMode::Async/>
                <Route path=path!("recupera-password") view=page!(RecoverPasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("recupera-password/nuova") view=page!(NewPasswordPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=page!(Frame) ssr=SsrMode::Async>
                <Route path=path!("") view=page!(HomePage) ssr=SsrMode::Async/>
                <Route path=path!("dati") view=page!(DataPage) ssr=SsrMode::Async/>
                <Route path=path!("dati/nome") view=page!(NamePage) ssr=SsrMode::Async/>
                <Route path=path!("dati/email") view=page!(EmailPage) ssr=SsrMode::Async/>
                <Route path=path!("dati/password") view=page!(PasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("dati/verifica") view=page!(FactorPage) ssr=SsrMode::Async/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
