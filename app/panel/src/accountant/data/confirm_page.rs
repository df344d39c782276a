//! Where the link of a mail leads to that confirms the new address of an accountant.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{ConfirmAccountantEmail, load_accountant_confirmation};
use ui::components::{ConfirmAddress, loaded};
use ui::paths;

#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    let of = |name| use_query_map().with_untracked(|query| query.get(name)).unwrap_or_default();
    let link: String = of(paths::LINK);
    let view = load_accountant_confirmation(link.clone(), of(paths::OUTCOME));
    let page = move |address| {
        let (action, data) = (ConfirmAccountantEmail::url(), paths::ACCOUNTANT_DATA);
        view! { <ConfirmAddress link address of_whom="della tua utenza" action data/> }
    };
    view! { <div class="page-narrow">{loaded(view, page)}</div> }
}
