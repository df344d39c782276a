//! `Cambia l’indirizzo email`: a link goes to the new one.

use domain::recovery::Whose;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ChangeEmail, EmailView, load_email};
use super::contact_page::word;
use super::whose;
use ui::components::{Card, NewAddressFields, PageTitle, Refusal, loaded};
use ui::paths;

#[component]
pub fn EmailPage() -> impl IntoView {
    let whose = whose();
    let page = move |view| view! { <Change view whose/> };
    view! { <div class="page-narrow">{loaded(load_email(whose), page)}</div> }
}

#[component]
fn Change(view: EmailView, whose: Whose) -> impl IntoView {
    let EmailView { now, typed, error } = view;
    let error = Signal::stored(error);
    let of_whom = match whose {
        Whose::Account => "dell’account",
        Whose::Holder => "dell’intestatario del servizio",
    };

    view! {
        <PageTitle
            text="Cambia l’indirizzo email"
            in_error=move || error.with(Option::is_some)
        >
            "L’indirizzo " {of_whom} " è ora " <strong class="wrap-anywhere">{now}</strong>
            ". Mandiamo un link a quello nuovo: cambia quando lo confermi da lì."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=ChangeEmail::url() method="post" novalidate>
                <input type="hidden" name="whose" value=word(whose)/>
                <div class="stack">
                    <NewAddressFields typed password_label="Password dell’account" error/>
                </div>
            </form>
        </Card>
        <p class="mt-6"><a class="text-link" href=paths::DATA>"Torna ai tuoi dati"</a></p>
    }
}
