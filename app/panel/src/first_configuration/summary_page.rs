//! `Riepilogo`: all answers once more, and `Concludi`.

use domain::configuration::{State, Step};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ConcludeConfiguration, ConfigurationView, Told, load_configuration};
use super::facts::facts;
use crate::visited::{ServiceField, visited};
use ui::components::{Card, Definition, DefinitionList, PageTitle, SubmitButton, loaded};
use ui::{paths, wording};

#[component]
pub fn SummaryPage() -> impl IntoView {
    let page = |view| view! { <Summary view/> };
    view! { <div class="page-narrow">{loaded(load_configuration(visited()), page)}</div> }
}

#[component]
fn Summary(view: ConfigurationView) -> impl IntoView {
    let ConfigurationView { service, steps, settled, sdi_code, .. } = view;
    let is_complete = !steps.is_empty() && settled == steps.len();
    let way = move |step| paths::configuration_step(service, step);
    let cards: Vec<_> =
        steps.iter().map(|told| card(told, sdi_code.as_deref(), Some(way))).collect();
    view! {
        <PageTitle text="Riepilogo">
            "Ricontrolla le tue risposte. Quando premi Concludi il pannello si apre."
        </PageTitle>
        <div class="stack">
            {cards}
            {if is_complete {
                Either::Left(view! {
                    <form action=ConcludeConfiguration::url() method="post">
                        <ServiceField service/>
                        <SubmitButton>"Concludi"</SubmitButton>
                    </form>
                })
            } else {
                Either::Right(view! {
                    <p>"Manca ancora qualche passo: completalo, poi torna qui e concludi."</p>
                })
            }}
        </div>
        <p class="mt-6">
            <a class="text-link" href=paths::configuration(service)>"Torna all’elenco dei passi"</a>
        </p>
    }
}

/// A step with its answer, and the way to the form where there is one.
pub fn card(
    told: &Told,
    sdi_code: Option<&str>,
    way: Option<impl Fn(Step) -> String + Copy + Send + 'static>,
) -> AnyView {
    let Told { step, state, answer } = told;
    let (step, name) = (*step, wording::step_name(*step));
    let facts = match (state, answer) {
        (State::NotNeeded | State::Waits(_), _) | (_, None) => Vec::new(),
        (State::Done | State::Unfinished | State::Open, Some(answer)) => facts(answer, sdi_code),
    };
    let lines: Vec<_> = facts
        .into_iter()
        .map(|(term, value)| {
            view! {
                <Definition term><span class="wrap-anywhere">{value}</span></Definition>
            }
        })
        .collect();
    let is_settled = state.is_settled();
    let remark = wording::step_reason(*state)
        .or_else(|| (!is_settled).then(|| wording::step_state_name(*state).to_owned()));
    let state = *state;
    let action = move || {
        way.filter(|_| state.has_form()).map(|way| {
            view! {
                <a class="text-link" href=way(step)>
                    "Modifica" <span class="sr-only">{format!(" {name}")}</span>
                </a>
            }
        })
    };
    view! {
        <Card title=name action>
            <DefinitionList>{lines}</DefinitionList>
            {remark.map(|remark| view! { <p class="text-muted">{remark}</p> })}
        </Card>
    }
    .into_any()
}
