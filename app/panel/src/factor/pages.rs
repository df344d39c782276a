//! The second factor of a panel user: the code after the password, and how it is taken into use.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{
    BeginPanelFactor, ConfirmPanelFactor, GivePanelCode, NewPanelRecoveryCodes, TurnPanelFactorOff,
    load_panel_code, load_panel_factor,
};
use ui::components::loaded;
use ui::paths;
use ui::second_factor::{CodePage as Code, FactorForms, FactorPage as Factor};

#[component]
pub fn CodePage() -> impl IntoView {
    let page = |error| {
        view! { <Code action=GivePanelCode::url() sign_in=paths::PANEL_SIGN_IN error/> }
    };
    view! { <div class="page-narrow">{loaded(load_panel_code(), page)}</div> }
}

#[component]
pub fn FactorPage() -> impl IntoView {
    let forms = FactorForms {
        begin: BeginPanelFactor::url(),
        confirm: ConfirmPanelFactor::url(),
        new_codes: NewPanelRecoveryCodes::url(),
        turn_off: Some(TurnPanelFactorOff::url()),
        back: (paths::PANEL_ACCESS, "Torna al tuo accesso"),
    };
    let page = move |view| view! { <Factor view forms/> };
    view! { <div class="page-narrow">{loaded(load_panel_factor(), page)}</div> }
}
