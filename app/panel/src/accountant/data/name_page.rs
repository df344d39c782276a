//! `Cambia il nome`: what customers read of an accountant.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{NameView, RenameAccountant, load_accountant_name};
use ui::components::{Card, PageTitle, Refusal, SubmitButton, TextField, loaded};
use ui::form::about;
use ui::paths;

#[component]
pub fn NamePage() -> impl IntoView {
    let page = loaded(load_accountant_name(), |view| view! { <Rename view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn Rename(view: NameView) -> impl IntoView {
    let NameView { name, error } = view;
    let error = Signal::stored(error);

    view! {
        <PageTitle text="Cambia il nome" in_error=move || error.with(Option::is_some)>
            "Chi ti ha delegato il suo pannello legge da subito il nome nuovo."
        </PageTitle>
        <Refusal error/>
        <Card>
            <form action=RenameAccountant::url() method="post" novalidate>
                <div class="stack">
                    <TextField
                        name="name"
                        id=Field::BusinessName.as_str()
                        label="Nome e cognome, o ragione sociale"
                        value=name
                        error=about(error, Field::BusinessName)
                        autocomplete="organization"
                    />
                    <SubmitButton>"Salva"</SubmitButton>
                </div>
            </form>
        </Card>
        <p class="mt-6"><a class="text-link" href=paths::ACCOUNTANT_DATA>"Torna ai tuoi dati"</a></p>
    }
}
