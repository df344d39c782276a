//! What giving up a service means, and the form that asks for it.

use domain::RuleError;
use domain::format::date;
use domain::termination::TerminationError;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AskTermination, TakeBackTermination, TerminationView, load_termination};
use ui::components::{
    Card, Checkbox, EmptyState, Failure, Notice, PageTitle, SubmitButton, TextField, Tone, fetched,
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
    let form = match view.asked_on {
        Some(day) => {
            let title = format!("Hai chiesto la disdetta il {}", date(day));
            view! {
                <Notice tone=Tone::Warning title>
                    <p class="mb-4">
                        "La confermiamo di solito in 3 o 4 giorni lavorativi. Fino ad allora il \
                         servizio funziona come prima; nel frattempo non si rinnova e non si può \
                         ordinare altro. Scarica i tuoi documenti adesso: dopo la conferma non si \
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
            {form}
            <p><a class="text-link" href=paths::AREA>"Vai all’area clienti"</a></p>
        </div>
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
                    "Se vuoi solo che non si rinnovi, non serve la disdetta: senza rinnovo finisce da \
                     sé il " {expires} ". "
                    <a class="text-link" href=paths::RENEWAL>"Vai al rinnovo"</a>
                </li>
            </ul>
            <form action=AskTermination::url() method="post" novalidate>
                <div class="grid gap-4">
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
