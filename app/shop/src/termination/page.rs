//! What giving up a service means, and the form that asks for it.

use domain::RuleError;
use domain::format::date;
use domain::termination::{TerminationError, When};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AskTermination, TakeBackTermination, TerminationView, load_termination};
use ui::components::{
    Card, Checkbox, Choice, EmptyState, Failure, Notice, PageTitle, RadioGroup, SubmitButton,
    TextField, Tone, fetched,
};
use ui::error::AppError;
use ui::{paths, wording};

#[component]
pub fn TerminationPage() -> impl IntoView {
    fetched(load_termination(), |view| match view {
        Ok(Some(view)) => EitherOf3::A(view! { <Termination view/> }),
        Ok(None) => EitherOf3::B(view! { <NothingToGiveUp/> }),
        Err(error) => EitherOf3::C(view! { <Failure error title="Disdetta"/> }),
    })
}

#[component]
fn NothingToGiveUp() -> impl IntoView {
    view! {
        <PageTitle text="Disdetta"/>
        <EmptyState title="Non c’è un servizio di cui chiedere la disdetta">
            <p>"Se la disdetta è stata confermata, per la stessa partita IVA o codice fiscale si può \
                acquistare un nuovo servizio."</p>
            <a class="btn btn-primary" href=paths::AREA>"Vai all’area clienti"</a>
        </EmptyState>
    }
}

#[component]
fn Termination(view: TerminationView) -> impl IntoView {
    let error = view.kept.as_ref().map(|kept| kept.error.clone());
    let failed = error.is_some();
    let above = error.clone().filter(|error| field_of(error).is_none());
    let form = match view.asked {
        Some((day, when)) => {
            let title = format!("Hai chiesto la disdetta il {}", date(day));
            let until = match when {
                When::Now => "La confermiamo di solito in 3 o 4 giorni lavorativi.".to_owned(),
                When::AtExpiry => {
                    format!("La confermiamo dopo la scadenza del {}.", date(view.expires))
                }
            };
            view! {
                <Notice tone=Tone::Warning title>
                    <p class="mb-4">
                        {until}
                        " Fino ad allora il servizio funziona come prima; nel frattempo non si \
                         rinnova e non si può ordinare altro. Dopo la conferma i documenti non si \
                         possono più leggere."
                    </p>
                    <form action=TakeBackTermination::url() method="post">
                        <SubmitButton>"Ritira la richiesta"</SubmitButton>
                    </form>
                </Notice>
            }
            .into_any()
        }
        None => view! { <Form view=view.clone() error/> }.into_any(),
    };
    view! {
        <PageTitle text="Disdetta" in_error=failed>{view.service.name()}</PageTitle>
        {above.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        <div class="stack max-w-3xl">
            <Export/>
            {form}
            <p><a class="text-link" href=paths::AREA>"Vai all’area clienti"</a></p>
        </div>
    }
}

/// What is saved before anything is asked.
#[component]
fn Export() -> impl IntoView {
    view! {
        <Card title="Prima salva i tuoi documenti">
            <p class="mb-4">
                "Dal pannello scarichi i documenti del servizio; con l’esportazione hai in un file i \
                 tuoi dati, gli ordini e tutto quello che sappiamo di te."
            </p>
            <p class="flex flex-wrap gap-3">
                <a class="btn btn-primary" href=paths::DATA_RIGHTS>"Esporta i tuoi dati"</a>
                <a class="btn btn-outline" href=paths::PANEL rel="external">"Accedi al pannello"</a>
            </p>
        </Card>
    }
}

/// The field that an error is about.
fn field_of(error: &AppError) -> Option<&'static str> {
    match error {
        AppError::Rule(RuleError::Termination(TerminationError::NotDownloaded)) => {
            Some("downloaded")
        }
        AppError::Rule(RuleError::Termination(TerminationError::ReasonTooLong { .. })) => {
            Some("reason")
        }
        _ => None,
    }
}

#[component]
fn Form(view: TerminationView, error: Option<AppError>) -> impl IntoView {
    let typed = view.kept.map(|kept| kept.typed).unwrap_or_default();
    let at = move |field: &'static str| {
        let error = error.clone().filter(|error| field_of(error) == Some(field));
        error.map(|error| wording::app_sentence(&error))
    };
    let expires = date(view.expires);
    let chosen = typed.when.as_str();
    // What has expired can only end now.
    let when = view.is_active.then(|| {
        let now = Choice::new(When::Now.as_str(), "Adesso");
        let at_expiry = Choice::new(When::AtExpiry.as_str(), "Alla scadenza naturale");
        let choices = vec![
            now.with_hint("Il servizio finisce appena l’ufficio conferma."),
            at_expiry.with_hint(format!("Lo usi fino al {expires}, poi l’ufficio conferma.")),
        ];
        view! { <RadioGroup name="when" legend="Quando" choices value=chosen/> }
    });
    view! {
        <Card title="Che cosa succede">
            <ul class="mb-6 list-disc ps-5">
                <li>"Quando l’ufficio conferma la disdetta, di solito in 3 o 4 giorni lavorativi, il \
                    servizio è cancellato e i suoi dati non si possono più leggere."</li>
                <li>"Fino alla conferma puoi ritirare la richiesta."</li>
                <li>
                    "Quanto hai pagato per il periodo già iniziato non è rimborsato. "
                    <a class="text-link" href=paths::CONDITIONS>"Condizioni generali"</a>
                </li>
                <li>"Poi, per la stessa partita IVA o codice fiscale, si può acquistare un nuovo \
                    servizio, anche con un nuovo account."</li>
                <li>
                    "Se vuoi solo che non si rinnovi, non serve la disdetta: senza rinnovo scade da \
                     sé il " {expires} ", e poi lo leggi ancora per i giorni di consultazione. "
                    <a class="text-link" href=paths::RENEWAL>"Vai al rinnovo"</a>
                </li>
            </ul>
            <form action=AskTermination::url() method="post" novalidate>
                <div class="grid gap-4">
                    {when}
                    <TextField
                        name="reason"
                        label="Motivo"
                        value=typed.reason
                        hint="Per esempio: dati sbagliati, partita IVA chiusa."
                        error=Signal::stored(at("reason"))
                        optional=true
                    />
                    <Checkbox name="downloaded" checked=typed.downloaded error=Signal::stored(at("downloaded"))>
                        "Ho scaricato i documenti che mi servono"
                    </Checkbox>
                    <div>
                        <SubmitButton>"Chiedi la disdetta"</SubmitButton>
                    </div>
                </div>
            </form>
        </Card>
    }
}
