//! `Verifica in due passaggi` of an account.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{BeginFactor, ConfirmFactor, NewRecoveryCodes, TurnFactorOff, load_factor};
use ui::components::loaded;
use ui::paths;
use ui::second_factor::{FactorForms, FactorPage as Page};

#[component]
pub fn FactorPage() -> impl IntoView {
    let forms = FactorForms {
        begin: BeginFactor::url(),
        confirm: ConfirmFactor::url(),
        new_codes: NewRecoveryCodes::url(),
        turn_off: Some(TurnFactorOff::url()),
        back: (paths::DATA, "Torna ai tuoi dati"),
    };
    let page = move |view| view! { <Page view forms/> };
    view! { <div class="page-narrow">{loaded(load_factor(), page)}</div> }
}
