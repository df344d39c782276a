//! A copy of everything, and the wish to be forgotten.

use domain::erasure::{ErasureError, YEARS_KEPT};
use domain::format::date;
use domain::party::Field;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AskErasure, DataRightsView, TakeBackErasure, load_data_rights};
use ui::components::{Card, Notice, PageTitle, PasswordField, SubmitButton, Tone, loaded};
use ui::error::AppError;
use ui::form::field_errors;
use ui::{paths, wording};

#[component]
pub fn DataRightsPage() -> impl IntoView {
    loaded(load_data_rights(), |view| view! { <DataRights view/> })
}

#[component]
fn DataRights(view: DataRightsView) -> impl IntoView {
    let failed = view.error.is_some();
    let above = view.error.clone().filter(|error| at_the_password(error).is_none());
    view! {
        <PageTitle text="Esporta o cancella i tuoi dati" in_error=failed>
            "I tuoi diritti sui dati personali: una copia di tutto, e la cancellazione di quello che \
             nessuna legge ci chiede di tenere."
        </PageTitle>
        {above.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        <div class="stack max-w-3xl">
            <Copy/>
            <Erasure view/>
            <p><a class="text-link" href=paths::DATA>"Torna a «I tuoi dati»"</a></p>
        </div>
    }
}

#[component]
fn Copy() -> impl IntoView {
    view! {
        <Card title="Una copia dei tuoi dati">
            <p class="mb-4">
                "Un archivio ZIP con tutto quello che conserviamo di te: dati dell’account e degli \
                 intestatari, servizi, ordini, pagamenti, rimborsi, accettazioni. Ogni elenco c’è due \
                 volte: in JSON per i programmi, in CSV per un foglio di calcolo."
            </p>
            <p><a class="btn btn-primary" href=paths::DATA_EXPORT download rel="external">"Esporta i tuoi dati"</a></p>
        </Card>
    }
}

/// What is wrong with the password, if that is what an error is about.
fn at_the_password(error: &AppError) -> Option<String> {
    let found = field_errors(error).into_iter().find(|(field, _)| *field == Field::CurrentPassword);
    found.map(|(field, error)| wording::field_sentence(field, &error))
}

#[component]
fn Erasure(view: DataRightsView) -> impl IntoView {
    let content = match (view.asked_on, view.hindrance) {
        (Some(day), _) => {
            let title = format!("Hai chiesto la cancellazione il {}", date(day));
            view! {
                <Notice tone=Tone::Warning title>
                    <p class="mb-4">
                        "La esegue il nostro ufficio. Fino ad allora puoi ritirare la richiesta, e \
                         tutto resta com’è."
                    </p>
                    <form action=TakeBackErasure::url() method="post">
                        <SubmitButton>"Ritira la richiesta"</SubmitButton>
                    </form>
                </Notice>
            }
            .into_any()
        }
        (None, Some(hindrance)) => view! { <NotNow hindrance/> }.into_any(),
        (None, None) => view! { <Form error=view.error/> }.into_any(),
    };
    view! {
        <Card title="Cancella i tuoi dati">
            <ul class="mb-6 list-disc ps-5">
                <li>"Dopo la cancellazione nessuno può più accedere con il tuo account, e non si può \
                    tornare indietro."</li>
                <li>
                    "Per legge conserviamo per " {YEARS_KEPT} " anni ordini, pagamenti, rimborsi e i \
                     documenti che li riguardano, con l’intestatario di allora e quello che hai \
                     accettato (art. 2220 c.c., art. 39 d.P.R. 633/1972). Nessun elenco li mostra più \
                     con il tuo nome."
                </li>
                <li>"Tutto il resto è cancellato: recapiti, intestatario, metodi di pagamento, utenti \
                    del pannello, accessi, carrello."</li>
            </ul>
            {content}
        </Card>
    }
}

#[component]
fn NotNow(hindrance: ErasureError) -> impl IntoView {
    let way = match hindrance {
        ErasureError::ServiceLives { .. } => {
            Some((paths::TERMINATION.to_owned(), "Chiedi la disdetta"))
        }
        ErasureError::OrderOpen(number) => Some((paths::order(number), "Vai all’ordine")),
        ErasureError::MoneyOpen | ErasureError::Gone => None,
    };
    view! {
        <Notice tone=Tone::Info title="Adesso non si può">
            <p>{wording::erasure_sentence(hindrance)}</p>
            {way.map(|(href, text)| view! { <p class="mt-3"><a class="btn btn-outline" href=href>{text}</a></p> })}
        </Notice>
    }
}

#[component]
fn Form(error: Option<AppError>) -> impl IntoView {
    let wrong = error.as_ref().and_then(at_the_password);
    view! {
        <form action=AskErasure::url() method="post" novalidate>
            <div class="grid gap-4">
                <PasswordField
                    name="current"
                    label="La tua password"
                    hint="La chiediamo di nuovo, perché non si può tornare indietro."
                    error=Signal::stored(wrong)
                />
                <div>
                    <SubmitButton class="btn-outline">"Chiedi la cancellazione"</SubmitButton>
                </div>
            </div>
        </form>
    }
}
