//! `Deleghe`: to whom the panel is delegated, and where each offer stands.

use domain::entitlements::Entitlements;
use domain::id::SubscriptionId;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{DelegationDone, DelegationRow, DelegationsView, load_delegations};
use super::parts::{DelegationBadge, about, whose};
use crate::collaborations::Way;
use crate::service::unless_over;
use crate::users::permissions::in_short;
use crate::visited::visited;
use ui::components::{EmptyState, Notice, PageTitle, Sign, Tone};
use ui::paths;

#[component]
pub fn DelegationsPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    let data = load_delegations(visited(), outcome.unwrap_or_default());
    unless_over(data, |view| view! { <Delegations view/> })
}

#[component]
fn Delegations(view: DelegationsView) -> impl IntoView {
    let DelegationsView { service, entitlements, delegations, done } = view;
    let create = entitlements.can_write().then(|| view! {
        <a class="btn btn-primary" href=paths::panel_new_delegation(service)>"Aggiungi una delega"</a>
    });
    let list = match delegations.is_empty() {
        true => Either::Left(view! {
            <EmptyState title="Non c’è ancora nessuna delega" sign=Sign::People>
                <p>
                    "Un commercialista con una delega entra nel pannello con la sua utenza, e vede \
                     solo quello che gli permetti. Non occupa un posto."
                </p>
                {create}
            </EmptyState>
        }),
        false => {
            let row = |delegation| row(service, delegation, &entitlements);
            let rows: Vec<_> = delegations.into_iter().map(row).collect();
            Either::Right(view! {
                <section class="panel" aria-labelledby="deleghe">
                    <h2 class="panel-head" id="deleghe">"I tuoi commercialisti"</h2>
                    <ul>{rows}</ul>
                    {create.map(|create| view! { <div class="service-row">{create}</div> })}
                </section>
            })
        }
    };

    view! {
        <Way service/>
        <PageTitle text="Deleghe">
            "Il commercialista a cui deleghi questo pannello, e che cosa può fare. Acquisti, rinnovi \
             e pagamenti restano a te."
        </PageTitle>
        <div class="stack max-w-3xl">
            {done.map(|done| view! { <Happened done/> })}
            {list}
        </div>
    }
}

fn row(
    service: SubscriptionId,
    delegation: DelegationRow,
    entitlements: &Entitlements,
) -> impl IntoView + use<> {
    let DelegationRow { id, username, name, permissions, state, accepted_on } = delegation;
    let username = whose(username);
    let permissions: Vec<_> = in_short(&permissions, entitlements)
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();

    view! {
        <li class="service-row">
            <div class="service-text">
                <h3 class="wrap-anywhere">{username.clone()}</h3>
                {name.map(|name| view! { <p class="wrap-anywhere">{name}</p> })}
                <p class="text-sm text-muted">{about(state, accepted_on.as_deref())}</p>
                <ul class="text-sm text-muted">{permissions}</ul>
            </div>
            <div class="flex flex-wrap items-center gap-3">
                <DelegationBadge state/>
                <a class="btn btn-outline" href=paths::panel_delegation(service, id)>
                    "Gestisci" <span class="sr-only">{format!(" la delega a {username}")}</span>
                </a>
            </div>
        </li>
    }
}

/// What has just been done.
#[component]
fn Happened(done: DelegationDone) -> impl IntoView {
    let (title, more) = match done {
        DelegationDone::Offered(name) => (
            format!("Hai offerto la delega a {name}"),
            "Se lo username è quello di un commercialista, riceve un’email e può accettare.",
        ),
        DelegationDone::Changed(name) => {
            (format!("I permessi di {name} sono stati salvati"), "Valgono da subito.")
        }
        DelegationDone::Withdrawn(name) => {
            (format!("Hai ritirato l’offerta a {name}"), "Nessuno può più accettarla.")
        }
        DelegationDone::Ended(name) => {
            (format!("La delega a {name} è terminata"), "Da adesso non può più entrare.")
        }
    };
    view! { <Notice tone=Tone::Success title><p>{more}</p></Notice> }
}
