//! Where the link of a mail leads to that confirms a new address of account or holder.

use domain::recovery::Whose;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ConfirmEmail, ConfirmView, load_confirm_email};
use super::{link, outcome};
use ui::components::{ConfirmAddress, loaded};
use ui::paths;

#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let (link, outcome) = (link(), outcome());
    let view = load_confirm_email(link.clone(), outcome);
    let page = move |ConfirmView { whose, address }| {
        let (action, data) = (ConfirmEmail::url(), paths::DATA);
        view! { <ConfirmAddress link address of_whom=of_whom(whose) action data/> }
    };
    view! { <div class="page-narrow">{loaded(view, page)}</div> }
}

fn of_whom(whose: Whose) -> &'static str {
    match whose {
        Whose::Account => "dell’account",
        Whose::Holder => "dell’intestatario",
    }
}
