//! `Il tuo accesso`: username, address, password, second factor, and where somebody is in.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{EndOtherPanelSessions, EndPanelSession, OwnAccessView, OwnDone, load_own_access};
use crate::service::unless_over;
use ui::components::{Card, Definition, DefinitionList, Notice, PageTitle, Sessions, Tone};
use ui::paths;

#[component]
pub fn OwnAccessPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    unless_over(load_own_access(outcome.unwrap_or_default()), |view| view! { <OwnAccess view/> })
}

#[component]
fn OwnAccess(view: OwnAccessView) -> impl IntoView {
    let OwnAccessView { service, user, username, email, is_owner, .. } = view;
    let OwnAccessView { has_factor, before, sessions, done, .. } = view;
    let whose_email = if is_owner {
        view! {
            <p class="font-normal">
                <a class="text-link" href=paths::DATA rel="external">
                    "Cambia" <span class="sr-only">" l’indirizzo email"</span>
                </a>
            </p>
            <p class="text-sm font-normal text-muted">
                "È quello dell’intestatario del servizio: si cambia nell’area clienti."
            </p>
        }
        .into_any()
    } else {
        view! {
            <p class="text-sm font-normal text-muted">
                "Lo ha scelto chi gestisce il servizio: se è cambiato, chiedi a lui."
            </p>
        }
        .into_any()
    };
    let factor = if has_factor { "Attiva" } else { "Non attiva" };

    view! {
        <PageTitle text="Il tuo accesso">
            "Come entri in questo pannello, e dove hai effettuato l’accesso."
        </PageTitle>
        <div class="stack max-w-3xl">
            {done.map(|done| view! { <Happened done/> })}
            <Card>
                <DefinitionList>
                    <Definition term="Username">
                        <span class="wrap-anywhere">{username}</span>
                    </Definition>
                    <Definition term="Indirizzo email">
                        <span class="wrap-anywhere">{email}</span>
                        {whose_email}
                    </Definition>
                    <Definition term="Password">
                        <span aria-hidden="true">"••••••••"</span>
                        <p class="font-normal">
                            <a class="text-link" href=paths::PANEL_OWN_PASSWORD>
                                "Cambia" <span class="sr-only">" la password"</span>
                            </a>
                        </p>
                    </Definition>
                    <Definition term="Verifica in due passaggi">
                        {factor}
                        <p class="font-normal">
                            <a class="text-link" href=paths::PANEL_FACTOR>"Vedi e modifica"</a>
                        </p>
                    </Definition>
                    {before.map(|before| view! {
                        <Definition term="Accesso precedente">{before}</Definition>
                    })}
                </DefinitionList>
            </Card>
            <Sessions
                sessions
                end=EndPanelSession::url()
                end_others=EndOtherPanelSessions::url()
                whose=user
            />
            <p><a class="text-link" href=paths::panel_trace(service)>"Registro attività"</a></p>
        </div>
    }
}

/// What has just been done.
#[component]
fn Happened(done: OwnDone) -> impl IntoView {
    let (tone, title) = match done {
        OwnDone::NotTheirs => (Tone::Warning, "Non è cambiato nulla"),
        OwnDone::Password => (Tone::Success, "La tua password è stata cambiata"),
        OwnDone::SignInEnded => (Tone::Success, "L’accesso è terminato"),
        OwnDone::OthersEnded => (Tone::Success, "Gli altri accessi sono terminati"),
    };
    let more = match done {
        OwnDone::Password => {
            Some("Su questo dispositivo resti collegato; sugli altri accedi di nuovo.")
        }
        OwnDone::NotTheirs => Some(
            "La pagina era di un altro utente, che prima era entrato in questo browser. Qui vedi \
             il tuo accesso.",
        ),
        OwnDone::SignInEnded | OwnDone::OthersEnded => None,
    };
    let more = more.map(|more| view! { <p>{more}</p> });
    view! { <Notice tone title=title>{more}</Notice> }
}
