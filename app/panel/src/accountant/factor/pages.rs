//! The code after an accountant's password, and how it is taken into use.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{
    BeginAccountantFactor, ConfirmAccountantFactor, GiveAccountantCode, NewAccountantRecoveryCodes,
    TurnAccountantFactorOff, load_accountant_code, load_accountant_factor,
};
use ui::components::loaded;
use ui::paths;
use ui::second_factor::{CodePage as Code, FactorForms, FactorPage as Factor};

#[component]
pub fn CodePage() -> impl IntoView {
    let page = |error| {
        view! { <Code action=GiveAccountantCode::url() sign_in=paths::ACCOUNTANT_SIGN_IN error/> }
    };
    view! { <div class="page-narrow">{loaded(load_accountant_code(), page)}</div> }
}

#[component]
pub fn FactorPage() -> impl IntoView {
    let forms = FactorForms {
        begin: BeginAccountantFactor::url(),
        confirm: ConfirmAccountantFactor::url(),
        new_codes: NewAccountantRecoveryCodes::url(),
        turn_off: Some(TurnAccountantFactorOff::url()),
        back: (paths::ACCOUNTANT_DATA, "Torna ai tuoi dati"),
    };
    let page = move |view| view! { <Factor view forms/> };
    view! { <div class="page-narrow">{loaded(load_accountant_factor(), page)}</div> }
}
