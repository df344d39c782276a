//! `Indirizzo e telefono`, of the account or of the holder of its service.

use domain::party::{ContactForm, PartyForm};
use domain::recovery::Whose;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ContactView, SaveContact, load_contact};
use super::whose;
use crate::account::live::FieldErrors;
use crate::account::party_fields::AddressFields;
use ui::components::{Card, PageTitle, Refusal, SubmitButton, loaded};
use ui::paths;

#[component]
pub fn ContactPage() -> impl IntoView {
    let whose = whose();
    let page = move |view| view! { <Contact view whose/> };
    view! { <div class="page-narrow">{loaded(load_contact(whose), page)}</div> }
}

#[component]
fn Contact(view: ContactView, whose: Whose) -> impl IntoView {
    let ContactView { name, form, error } = view;
    let error = Signal::stored(error);
    let ContactForm { street, postal_code, city, province, phone } = form;
    let party = PartyForm { street, postal_code, city, province, phone, ..PartyForm::default() };

    view! {
        <PageTitle text="Indirizzo e telefono" in_error=move || error.with(Option::is_some)>
            "I recapiti di " <strong class="wrap-anywhere">{name}</strong>
            " per le prossime fatture: quelle già emesse restano come sono."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=SaveContact::url() method="post" novalidate>
                <input type="hidden" name="whose" value=word(whose)/>
                <div class="stack">
                    <AddressFields party errors=FieldErrors::of(error)/>
                    <SubmitButton>"Salva"</SubmitButton>
                </div>
            </form>
        </Card>
        <p class="mt-6"><a class="text-link" href=paths::DATA>"Torna ai tuoi dati"</a></p>
    }
}

/// As the form sends it.
pub fn word(whose: Whose) -> &'static str {
    match whose {
        Whose::Account => "account",
        Whose::Holder => "holder",
    }
}
