//! `I tuoi dati`: account, holder, and where somebody has signed in.

use domain::recovery::Whose;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{DataView, Done, EndOtherSessions, EndSession, load_data};
use super::holder::HolderCard;
use super::subject::{ContactFacts, Locked, LockedFacts};
use ui::components::{Card, Definition, DefinitionList, Notice, PageTitle, Sessions, Tone, loaded};
use ui::paths;

#[component]
pub fn DataPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    loaded(load_data(outcome.unwrap_or_default()), |view| view! { <Data view/> })
}

#[component]
fn Data(view: DataView) -> impl IntoView {
    let DataView {
        username,
        email,
        party,
        holder,
        has_service,
        is_holder_hidden,
        is_one_subject,
        sessions,
        done,
    } = view;

    view! {
        <PageTitle text="I tuoi dati">
            "Quello che sappiamo di te e del tuo servizio, e dove hai effettuato l’accesso."
        </PageTitle>
        <div class="stack max-w-3xl">
            {done.map(|done| view! { <Happened done/> })}
            <Access username email/>
            <Card title="Titolare dell’account">
                <LockedFacts party=party.clone()/>
                <Locked/>
                <ContactFacts party whose=Whose::Account/>
            </Card>
            {holder.map(|holder| view! { <HolderCard holder has_service is_one_subject/> })}
            {is_holder_hidden.then(|| view! {
                <Notice tone=Tone::Neutral title="I dati del servizio non si possono mostrare">
                    <p>"Abbiamo un problema con questi dati, e il nostro ufficio lo sa già."</p>
                </Notice>
            })}
            <Sessions sessions end=EndSession::url() end_others=EndOtherSessions::url()/>
            <p class="flex flex-wrap gap-x-6 gap-y-2">
                <a class="text-link" href=paths::DATA_RIGHTS>"Esporta o cancella i tuoi dati"</a>
                <a class="text-link" href=paths::AREA>"Vai all’area clienti"</a>
            </p>
        </div>
    }
}

/// What somebody signs in with.
#[component]
fn Access(username: String, email: String) -> impl IntoView {
    view! {
        <Card title="Accesso">
            <DefinitionList>
                <Definition term="Username">
                    <span class="wrap-anywhere">{username}</span>
                    <p class="text-sm font-normal text-muted">
                        "Lo abbiamo assegnato noi e non cambia: identifica il tuo account."
                    </p>
                </Definition>
                <Definition term="Indirizzo email">
                    <span class="wrap-anywhere">{email}</span>
                    <p class="font-normal">
                        <a class="text-link" href=paths::DATA_EMAIL>
                            "Cambia" <span class="sr-only">" l’indirizzo email"</span>
                        </a>
                    </p>
                </Definition>
                <Definition term="Password">
                    <span aria-hidden="true">"••••••••"</span>
                    <p class="font-normal">
                        <a class="text-link" href=paths::DATA_PASSWORD>
                            "Cambia" <span class="sr-only">" la password"</span>
                        </a>
                    </p>
                </Definition>
                <Definition term="Verifica in due passaggi">
                    <p class="font-normal">
                        <a class="text-link" href=paths::DATA_FACTOR>"Vedi e modifica"</a>
                    </p>
                    <p class="text-sm font-normal text-muted">
                        "Un codice del telefono, dopo la password."
                    </p>
                </Definition>
            </DefinitionList>
        </Card>
    }
}

/// What has just been done.
#[component]
fn Happened(done: Done) -> impl IntoView {
    let (title, more) = match done {
        Done::Password => (
            "La tua password è stata cambiata".to_owned(),
            "Su questo dispositivo resti collegato; sugli altri accedi di nuovo.".to_owned(),
        ),
        Done::EmailAsked(email) => (
            "Controlla la posta del nuovo indirizzo".to_owned(),
            format!(
                "Abbiamo mandato un link a {email}: finché non lo confermi, scriviamo \
                 all’indirizzo di prima. Il link vale un’ora."
            ),
        ),
        Done::Contact => ("I tuoi recapiti sono salvati".to_owned(), String::new()),
        Done::SessionEnded => ("L’accesso è terminato".to_owned(), String::new()),
        Done::OthersEnded(0) => {
            ("Non c’erano accessi su altri dispositivi".to_owned(), String::new())
        }
        Done::OthersEnded(1) => ("L’altro accesso è terminato".to_owned(), String::new()),
        Done::OthersEnded(ended) => {
            (format!("Gli altri {ended} accessi sono terminati"), String::new())
        }
    };
    let more = (!more.is_empty()).then(|| view! { <p class="wrap-anywhere">{more}</p> });
    view! { <Notice tone=Tone::Success title>{more}</Notice> }
}
