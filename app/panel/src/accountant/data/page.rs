//! `I tuoi dati`: all that is known of an accountant, what can be corrected of it, and the way out for
//! good.

use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{
    CloseAccountant, DataDone, DataView, EndAccountantSession, EndOtherAccountantSessions,
    load_accountant_data,
};
use ui::components::{
    Card, Definition, DefinitionList, Notice, PageTitle, PasswordField, Refusal, Sessions,
    SubmitButton, Tone, loaded,
};
use ui::error::AppError;
use ui::form::about;
use ui::paths;

#[component]
pub fn DataPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let view = load_accountant_data(outcome.unwrap_or_default());
    view! { <div class="page-narrow">{loaded(view, |view| view! { <Data view/> })}</div> }
}

#[component]
fn Data(view: DataView) -> impl IntoView {
    let DataView { username, name, email, tax_number, has_factor, .. } = view;
    let DataView { before, sessions, clients, done, error, .. } = view;
    let error = Signal::stored(error);
    let factor = if has_factor { "Attiva" } else { "Non attiva" };

    view! {
        <PageTitle text="I tuoi dati" in_error=move || error.with(Option::is_some)>
            "Tutto quello che conserviamo della tua utenza commercialista, con l’elenco dei clienti."
        </PageTitle>
        <Refusal error/>
        <div class="stack">
            {done.map(|done| view! { <Happened done/> })}
            <Card title="Il tuo studio">
                <DefinitionList>
                    <Definition term="Nome">
                        <span class="wrap-anywhere">{name}</span>
                        <Change href=paths::ACCOUNTANT_NAME what=" il nome"/>
                    </Definition>
                    <Definition term="Partita IVA o codice fiscale">{tax_number}</Definition>
                    <Definition term="Indirizzo email">
                        <span class="wrap-anywhere">{email}</span>
                        <Change href=paths::ACCOUNTANT_EMAIL what=" l’indirizzo email"/>
                    </Definition>
                </DefinitionList>
            </Card>
            <Card title="Accesso">
                <DefinitionList>
                    <Definition term="Username"><span class="wrap-anywhere">{username}</span></Definition>
                    <Definition term="Password">
                        <span aria-hidden="true">"••••••••"</span>
                        <Change href=paths::ACCOUNTANT_PASSWORD what=" la password"/>
                    </Definition>
                    <Definition term="Verifica in due passaggi">
                        {factor}
                        <p class="font-normal">
                            <a class="text-link" href=paths::ACCOUNTANT_FACTOR>"Vedi e modifica"</a>
                        </p>
                    </Definition>
                    {before.map(|before| view! {
                        <Definition term="Accesso precedente">{before}</Definition>
                    })}
                </DefinitionList>
                <p class="mt-2 text-sm text-muted">
                    "Username, partita IVA e codice fiscale non si cambiano: con questi chi ti delega il \
                     suo pannello ti ha trovato, e sa chi sei. Se sono sbagliati, o sono diventati altri, \
                     chiudi l’utenza e registrane una nuova."
                </p>
            </Card>
            <Sessions
                sessions
                end=EndAccountantSession::url()
                end_others=EndOtherAccountantSessions::url()
            />
            <Close clients error/>
            <p><a class="text-link" href=paths::ACCOUNTANT>"Torna ai tuoi clienti"</a></p>
        </div>
    }
}

/// Where something is changed.
#[component]
fn Change(
    href: &'static str,
    /// What, with a blank before it.
    what: &'static str,
) -> impl IntoView {
    view! {
        <p class="font-normal">
            <a class="text-link" href=href>"Cambia" <span class="sr-only">{what}</span></a>
        </p>
    }
}

/// What has just been done.
#[component]
fn Happened(done: DataDone) -> impl IntoView {
    let (title, more) = match done {
        DataDone::Renamed => (
            "Il tuo nome è salvato",
            Some("I clienti che ti hanno delegato il pannello lo leggono da subito.".to_owned()),
        ),
        DataDone::EmailAsked(email) => (
            "Controlla la posta del nuovo indirizzo",
            Some(format!(
                "Abbiamo mandato un link a {email}: finché non lo confermi, scriviamo \
                 all’indirizzo di prima. Il link vale un’ora."
            )),
        ),
        DataDone::SignInEnded => ("L’accesso è terminato", None),
        DataDone::OthersEnded => ("Gli altri accessi sono terminati", None),
    };
    let more = more.map(|more| view! { <p class="wrap-anywhere">{more}</p> });
    view! { <Notice tone=Tone::Success title>{more}</Notice> }
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
