//! The panel's addresses.

use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{Outlet, ParentRoute, Route},
    path,
};

use super::{
    add_ons_page::AddOnsPage,
    agenda::AgendaPage,
    billing::{BillingPage, BillingStepPage},
    delegations::{DelegationPage, DelegationsPage, NewDelegationPage},
    factor::{CodePage, FactorPage},
    first_configuration::{DonePage, ListPage, StepPage, SummaryPage},
    frame::{ConfiguringFrame, Doorway, Frame, OfService, OwnersFrame, OwnersThreshold, Threshold},
    home::HomePage,
    mobile::{MobileAddOnsPage, MobileFrame, MobileHomePage, MobileOwnersFrame},
    own_access::{OwnAccessPage, OwnPasswordPage},
    password::{PasswordChangedPage, PasswordPage},
    recovery::{NewPasswordPage, RecoverPasswordPage},
    settings_page::SettingsPage,
    sign_in::{DoorPage, SignInPage},
    trace::TracePage,
    users::{NewUserPage, UserPage, UsersPage},
};
use ui::pages::page;

/// Outside the door a plain frame, inside it the one with the menu, below the service that the address
/// names; what is the owner's alone stands in one that additional users do not find, and what takes
/// a permission in one that only those find who have it.
#[component(transparent)]
pub fn PanelRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("pannello") view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=page!(Doorway) ssr=SsrMode::Async>
                <Route path=path!("accedi") view=page!(SignInPage) ssr=SsrMode::Async/>
                <Route path=path!("accedi/codice") view=page!(CodePage) ssr=SsrMode::Async/>
                <Route path=path!("recupera-password") view=page!(RecoverPasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("recupera-password/nuova") view=page!(NewPasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("cambio-password") view=page!(PasswordPage) ssr=SsrMode::Async/>
                <Route path=path!("password-cambiata") view=page!(PasswordChangedPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=Outlet ssr=SsrMode::Async>
                <Route path=path!("") view=page!(DoorPage) ssr=SsrMode::Async/>
                <Route path=path!("configurazione") view=page!(DoorPage) ssr=SsrMode::Async/>
                <Route path=path!("servizi-aggiuntivi") view=page!(DoorPage) ssr=SsrMode::Async/>
                <Route path=path!("impostazioni") view=page!(DoorPage) ssr=SsrMode::Async/>
                <Route path=path!("impostazioni/utenti") view=page!(DoorPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=page!(Frame) ssr=SsrMode::Async>
                <Route path=path!("verifica") view=page!(FactorPage) ssr=SsrMode::Async/>
                <Route path=path!("accesso") view=page!(OwnAccessPage) ssr=SsrMode::Async/>
                <Route path=path!("accesso/password") view=page!(OwnPasswordPage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("servizi/:servizio") view=page!(OfService) ssr=SsrMode::Async>
                <ParentRoute path=path!("") view=page!(Threshold) ssr=SsrMode::Async>
                    <Route path=path!("configurazione") view=page!(ListPage) ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("") view=page!(OwnersThreshold) ssr=SsrMode::Async>
                    <Route path=path!("configurazione/riepilogo") view=page!(SummaryPage) ssr=SsrMode::Async/>
                    <Route path=path!("configurazione/:passo") view=page!(StepPage) ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("") view=page!(Frame) ssr=SsrMode::Async>
                    <Route path=path!("") view=page!(HomePage) ssr=SsrMode::Async/>
                    <Route path=path!("agenda") view=page!(AgendaPage) ssr=SsrMode::Async/>
                    <Route path=path!("registro") view=page!(TracePage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni/fatturazione") view=page!(BillingPage) ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("") view=page!(ConfiguringFrame) ssr=SsrMode::Async>
                    <Route path=path!("impostazioni/fatturazione/:passo") view=page!(BillingStepPage) ssr=SsrMode::Async/>
                </ParentRoute>
                <ParentRoute path=path!("") view=page!(OwnersFrame) ssr=SsrMode::Async>
                    <Route path=path!("configurazione-conclusa") view=page!(DonePage) ssr=SsrMode::Async/>
                    <Route path=path!("servizi-aggiuntivi") view=page!(AddOnsPage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni") view=page!(SettingsPage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni/utenti") view=page!(UsersPage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni/utenti/nuovo") view=page!(NewUserPage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni/utenti/:id") view=page!(UserPage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni/deleghe") view=page!(DelegationsPage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni/deleghe/nuova") view=page!(NewDelegationPage) ssr=SsrMode::Async/>
                    <Route path=path!("impostazioni/deleghe/:id") view=page!(DelegationPage) ssr=SsrMode::Async/>
                </ParentRoute>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}

/// The view for a telephone.
#[component(transparent)]
pub fn MobileRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("app") view=Outlet ssr=SsrMode::Async>
            <ParentRoute path=path!("") view=page!(MobileFrame) ssr=SsrMode::Async>
                <Route path=path!("") view=page!(MobileHomePage) ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=page!(MobileOwnersFrame) ssr=SsrMode::Async>
                <Route path=path!("moduli-aggiuntivi") view=page!(MobileAddOnsPage) ssr=SsrMode::Async/>
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}
