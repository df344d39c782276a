//! `Cambia l’indirizzo email` of an accountant: a link goes to the new one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ChangeAccountantEmail, EmailView, load_accountant_email};
use ui::components::{Card, NewAddressFields, PageTitle, Refusal, loaded};
use ui::paths;

#[component]
pub fn EmailPage() -> impl IntoView {
    let page = loaded(load_accountant_email(), |view| view! { <Change view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn Change(view: EmailView) -> impl IntoView {
    let EmailView { now, typed, error } = view;
    let error = Signal::stored(error);

    view! {
        <PageTitle
            text="Cambia l’indirizzo email"
            in_error=move || error.with(Option::is_some)
        >
            "L’indirizzo della tua utenza è ora " <strong class="wrap-anywhere">{now}</strong>
            ". Mandiamo un link a quello nuovo: cambia quando lo confermi da lì."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChangeAccountantEmail::url() method="post" novalidate>
                <div class="stack">
                    <NewAddressFields typed password_label="La tua password" error/>
                </div>
            </form>
        </Card>
        <p class="mt-6"><a class="text-link" href=paths::ACCOUNTANT_DATA>"Torna ai tuoi dati"</a></p>
    }
}
