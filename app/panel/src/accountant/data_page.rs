//! `I tuoi dati`: all that is known of an accountant, and the way out for good.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{CloseAccountant, DataView, load_accountant_data};
use ui::components::{
    Card, Definition, DefinitionList, PageTitle, PasswordField, Refusal, SubmitButton, loaded,
};
use ui::error::AppError;
use ui::form::about;
use ui::layout::Site;
use ui::paths;

#[component]
pub fn DataPage() -> impl IntoView {
    let page = loaded(load_accountant_data(), |view| view! { <Data view/> });
    view! { <div class="page-narrow">{page}</div> }
}

#[component]
fn Data(view: DataView) -> impl IntoView {
    let DataView { username, name, email, tax_number, has_factor, clients, error } = view;
    let error = Signal::stored(error);
    let support = Site::current().support_email;
    let link = format!("mailto:{support}");
    let factor = if has_factor { "Attiva" } else { "Non attiva" };

    view! {
        <PageTitle text="I tuoi dati" in_error=move || error.with(Option::is_some)>
            "Tutto quello che conserviamo della tua utenza commercialista, con l’elenco dei clienti."
        </PageTitle>
        <Refusal error/>
        <div class="stack">
            <Card>
                <DefinitionList>
                    <Definition term="Username"><span class="wrap-anywhere">{username}</span></Definition>
                    <Definition term="Nome"><span class="wrap-anywhere">{name}</span></Definition>
                    <Definition term="Partita IVA o codice fiscale">{tax_number}</Definition>
                    <Definition term="Indirizzo email">
                        <span class="wrap-anywhere">{email}</span>
                    </Definition>
                    <Definition term="Password">
                        <span aria-hidden="true">"••••••••"</span>
                        <p class="font-normal">
                            <a class="text-link" href=paths::ACCOUNTANT_PASSWORD>
                                "Cambia" <span class="sr-only">" la password"</span>
                            </a>
                        </p>
                    </Definition>
                    <Definition term="Verifica in due passaggi">
                        {factor}
                        <p class="font-normal">
                            <a class="text-link" href=paths::ACCOUNTANT_FACTOR>"Vedi e modifica"</a>
                        </p>
                    </Definition>
                </DefinitionList>
                <p class="mt-3 text-sm text-muted">
                    "Per correggere un dato scrivi all’assistenza: "
                    <a class="text-link wrap-anywhere" href=link>{support}</a>
                </p>
            </Card>
            <Close clients error/>
            <p><a class="text-link" href=paths::ACCOUNTANT>"Torna ai tuoi clienti"</a></p>
        </div>
    }
}

/// `Chiudi l’utenza`, with the password as a second question.
#[component]
fn Close(clients: usize, error: Signal<Option<AppError>>) -> impl IntoView {
    let ends = match clients {
        0 => "Non hai deleghe attive.".to_owned(),
        1 => "La tua delega termina subito, e lo scriviamo al cliente.".to_owned(),
        clients => format!("Le tue {clients} deleghe terminano subito, e lo scriviamo ai clienti."),
    };
    view! {
        <Card title="Chiudi l’utenza">
            <p>
                {ends} " I tuoi dati sono cancellati e lo username torna libero: non si può tornare \
                 indietro."
            </p>
            <form class="mt-4" action=CloseAccountant::url() method="post" novalidate>
                <div class="stack">
                    <PasswordField
                        name=Field::CurrentPassword.as_str()
                        label="La tua password"
                        error=about(error, Field::CurrentPassword)
                    />
                    <SubmitButton class="btn-outline">"Chiudi l’utenza"</SubmitButton>
                </div>
            </form>
        </Card>
    }
}
