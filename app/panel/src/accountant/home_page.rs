//! `I tuoi clienti`: what was offered, and every panel that is open.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{HomeDone, HomeView, load_accountant_home};
use super::client_list::ClientList;
use super::offer_list::OfferList;
use ui::components::{Card, CopyButton, Notice, PageTitle, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn HomePage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let view = load_accountant_home(outcome.unwrap_or_default());
    loaded(view, |view| view! { <Home view/> })
}

#[component]
fn Home(view: HomeView) -> impl IntoView {
    let HomeView { username, offers, clients, done, error } = view;
    let failed = error.is_some();

    view! {
        <PageTitle text="I tuoi clienti" in_error=failed>
            "I servizi che ti hanno delegato: ognuno si apre nel suo pannello, anche in più schede."
        </PageTitle>
        <div class="stack max-w-3xl">
            {done.map(|done| view! { <Happened done/> })}
            {error.map(|error| view! {
                <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
            })}
            <OfferList offers/>
            <ClientList clients/>
            <Card title="Come ricevere una delega">
                <p>
                    "Dai al cliente il tuo username: nel suo pannello, in Impostazioni › \
                     Collaborazioni › Deleghe, ti offre la delega e sceglie i permessi."
                </p>
                <p class="mt-3 flex flex-wrap items-center gap-3">
                    <strong class="wrap-anywhere">{username.clone()}</strong>
                    <CopyButton text=username what="lo username"/>
                </p>
                <p class="mt-3 text-sm text-muted">
                    "I servizi aggiuntivi non sono disponibili per l’utenza commercialista: moduli, \
                     utenti e rinnovi li acquista il titolare del servizio."
                </p>
            </Card>
        </div>
    }
}

/// What has just been done.
#[component]
fn Happened(done: HomeDone) -> impl IntoView {
    let (title, more) = match done {
        HomeDone::Registered => {
            ("La tua utenza è attiva".to_owned(), "Ti abbiamo mandato lo username per email.")
        }
        HomeDone::PasswordChanged => (
            "La tua password è stata cambiata".to_owned(),
            "Sugli altri dispositivi si accede di nuovo.",
        ),
        HomeDone::Accepted(holder) => (
            format!("Hai accettato la delega di {holder}"),
            "Il pannello è già aperto: lo trovi qui sotto.",
        ),
        HomeDone::Declined(holder) => {
            (format!("Hai rifiutato la delega di {holder}"), "Lo abbiamo scritto al cliente.")
        }
        HomeDone::Ended(holder) => (
            format!("La delega di {holder} è terminata"),
            "Non puoi più entrare nel suo pannello. Lo abbiamo scritto al cliente.",
        ),
    };
    view! { <Notice tone=Tone::Success title><p>{more}</p></Notice> }
}
