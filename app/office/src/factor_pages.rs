//! The second factor of a member of staff: taken into use at the first sign-in, asked for at each.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{
    BeginOfficeFactor, ConfirmOfficeFactor, ConfirmOwnOfficeFactor, GiveOfficeCode,
    NewOfficeRecoveryCodes, load_office_code, load_office_enrolment, load_office_factor,
};
use ui::components::loaded;
use ui::paths;
use ui::second_factor::{
    CodePage as Code, EnrolmentPage as Enrolment, FactorForms, FactorPage as Factor,
};

#[component]
pub fn CodePage() -> impl IntoView {
    let page = |error| {
        view! { <Code action=GiveOfficeCode::url() sign_in=paths::OFFICE_SIGN_IN error/> }
    };
    view! { <div class="page-narrow">{loaded(load_office_code(), page)}</div> }
}

#[component]
pub fn EnrolmentPage() -> impl IntoView {
    let page = |(key, error)| {
        view! { <Enrolment key action=ConfirmOfficeFactor::url() error/> }
    };
    view! { <div class="page-narrow">{loaded(load_office_enrolment(), page)}</div> }
}

#[component]
pub fn FactorPage() -> impl IntoView {
    let forms = FactorForms {
        begin: BeginOfficeFactor::url(),
        confirm: ConfirmOwnOfficeFactor::url(),
        new_codes: NewOfficeRecoveryCodes::url(),
        // The command line takes it off, for whoever gets another telephone.
        turn_off: None,
        back: (paths::OFFICE, "Vai agli ordini"),
    };
    let page = move |view| view! { <Factor view forms/> };
    view! { <div class="page-narrow">{loaded(load_office_factor(), page)}</div> }
}
