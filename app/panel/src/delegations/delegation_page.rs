//! A delegation: what the accountant may do, and how it ends.

use domain::delegation::State;
use domain::id::{DelegationId, SubscriptionId};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{
    ChangeDelegation, DelegationRow, EndDelegation, OneDelegationView, load_delegation,
};
use super::parts::{DelegationBadge, about, whose};
use crate::collaborations::Way;
use crate::service::unless_over;
use crate::users::permissions::{Given, PermissionBoxes};
use crate::visited::{ServiceField, visited};
use ui::components::{Card, Definition, DefinitionList, PageTitle, Refusal, SubmitButton};
use ui::paths;

#[component]
pub fn DelegationPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    unless_over(load_delegation(visited(), id), |view| view! { <OneDelegation view/> })
}

#[component]
fn OneDelegation(view: OneDelegationView) -> impl IntoView {
    let OneDelegationView { service, entitlements, delegation, kept } = view;
    let DelegationRow { id, username, name, permissions, state, accepted_on } = delegation;
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let error = Signal::stored(error);
    let given = permissions.text().split_whitespace().map(str::to_owned).collect();
    let ticked = typed.flatten().unwrap_or(given);
    let username = whose(username);
    let is_open = match state {
        State::Offered { .. } | State::Active => true,
        State::Ended(_) => false,
    };
    let change = is_open.then(|| {
        let may = match entitlements.can_write() {
            true => Either::Left(view! {
                <form action=ChangeDelegation::url() method="post" novalidate>
                    <ServiceField service/>
                    <input type="hidden" name="id" value=id.to_string()/>
                    <div class="stack">
                        <PermissionBoxes name="permissions[]" entitlements ticked error/>
                        <SubmitButton>"Salva i permessi"</SubmitButton>
                    </div>
                </form>
            }),
            false => Either::Right(view! { <Given permissions entitlements/> }),
        };
        view! {
            <Card>{may}</Card>
            <End service id username=username.clone() state/>
        }
    });

    view! {
        <div class="page-narrow">
            <Way service list=("Deleghe", paths::panel_delegations(service))/>
            <PageTitle text=username in_error=move || error.with(Option::is_some)/>
            <Refusal error/>
            <div class="stack">
                <Card>
                    <DefinitionList>
                        {name.map(|name| view! {
                            <Definition term="Nome"><span class="wrap-anywhere">{name}</span></Definition>
                        })}
                        <Definition term="Stato"><DelegationBadge state/></Definition>
                        <Definition term="Risposta">{about(state, accepted_on.as_deref())}</Definition>
                    </DefinitionList>
                </Card>
                {change}
                <p>
                    <a class="text-link" href=paths::panel_delegations(service)>"Torna alle deleghe"</a>
                </p>
            </div>
        </div>
    }
}

/// `Ritira l’offerta`, or `Termina la delega` with a second question that needs no script.
#[component]
fn End(service: SubscriptionId, id: DelegationId, username: String, state: State) -> impl IntoView {
    let (title, keep, yes, question) = match state {
        State::Offered { .. } => (
            "Ritira l’offerta",
            "No, lascia l’offerta",
            "Sì, ritira l’offerta",
            format!("Vuoi ritirare l’offerta a {username}? Nessuno può più accettarla."),
        ),
        State::Active | State::Ended(_) => (
            "Termina la delega",
            "No, lascia la delega",
            "Sì, termina la delega",
            format!(
                "Vuoi terminare la delega a {username}? Esce subito e non può più entrare. Per \
                 delegare di nuovo serve un’altra offerta."
            ),
        ),
    };
    view! {
        <Card title=title>
            <details class="group">
                <summary class="btn btn-outline list-none [&::-webkit-details-marker]:hidden">
                    <span class="group-open:hidden">{title}</span>
                    <span class="hidden group-open:inline">{keep}</span>
                </summary>
                <div class="mt-3 max-w-prose rounded-field border border-base-300 bg-base-200 p-4">
                    <p>{question}</p>
                    <form class="mt-3" action=EndDelegation::url() method="post">
                        <ServiceField service/>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <SubmitButton class="btn-outline">{yes}</SubmitButton>
                    </form>
                </div>
            </details>
        </Card>
    }
}
