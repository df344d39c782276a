//! `Recupera la password` of an accountant.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{AskView, RecoverAccountantPassword, load_accountant_recovery};
use ui::components::{AskForLink, LostMailbox, PageTitle, loaded};
use ui::layout::Site;
use ui::paths;

#[component]
pub fn RecoverPasswordPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let view = load_accountant_recovery(outcome.unwrap_or_default());
    view! { <div class="page-narrow">{loaded(view, |view| view! { <Recover view/> })}</div> }
}

#[component]
fn Recover(view: AskView) -> impl IntoView {
    let AskView { is_asked, kept } = view;
    let (typed, kept_error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(kept_error);

    view! {
        <PageTitle text="Recupera la password" in_error=move || error.with(Option::is_some)>
            "Mandiamo un link all’indirizzo email della tua utenza commercialista."
        </PageTitle>
        <AskForLink
            action=RecoverAccountantPassword::url()
            label="Username"
            hint="Quello che hai scelto alla registrazione."
            is_code=true
            typed=typed.unwrap_or_default()
            is_asked
            error
        />
        <p class="mt-6">
            <a class="text-link" href=paths::ACCOUNTANT_SIGN_IN>"Torna all’accesso"</a>
        </p>
        <LostMailbox support_email=Site::current().support_email/>
    }
}
