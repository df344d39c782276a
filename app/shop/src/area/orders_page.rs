//! `Ordini`: all of them, narrowed by state, year and service, a page at a time.

use domain::format::short_date;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{OwnOrdersView, load_own_orders};
use super::asked::{Asked, PILES};
use super::orders::{Hidden, Orders};
use ui::components::{EmptyState, Failure, Notice, PageTitle, Tone, fetched};
use ui::{paths, wording};

const TITLE: &str = "Ordini";

#[component]
pub fn OrdersPage() -> impl IntoView {
    let asked = use_query_map().with_untracked(Asked::of);
    let Asked { pile, year, service, from } = asked.clone();
    fetched(load_own_orders(pile, year, service, from), |view| match view {
        Ok(view) => Either::Left(view! {
            <PageTitle text=TITLE/>
            <List view asked/>
        }),
        Err(error) => Either::Right(view! { <Failure error title=TITLE/> }),
    })
}

#[component]
fn List(view: OwnOrdersView, asked: Asked) -> impl IntoView {
    let OwnOrdersView {
        orders,
        hidden,
        impossible,
        previous,
        is_first,
        next,
        years,
        services,
        not_cancelled,
        ..
    } = view;
    let may_pay = impossible.is_none();
    let is_empty = orders.is_empty() && hidden == 0;
    let newer = match (previous, is_first) {
        (Some(from), _) => Some(asked.address(Some(from))),
        (None, false) => Some(asked.address(None)),
        (None, true) => None,
    };
    let older = next.map(|from| asked.address(Some(from)));
    let pages = (newer.is_some() || older.is_some()).then(|| {
        view! {
            <nav class="flex flex-wrap gap-3" aria-label="Pagine degli ordini">
                {newer.map(|href| view! { <a class="btn btn-outline" href=href>"Più recenti"</a> })}
                {older.map(|href| view! { <a class="btn btn-outline" href=href>"Precedenti"</a> })}
            </nav>
        }
    });
    let is_filtered = asked.is_filtered();
    view! {
        <div class="stack">
            {not_cancelled.map(|error| view! {
                <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
            })}
            <Filters asked years services/>
            {(hidden > 0).then(|| view! { <Hidden/> })}
            {if is_empty {
                view! { <Nothing is_filtered/> }.into_any()
            } else {
                view! { <Orders orders may_pay page=paths::OWN_ORDERS title="I tuoi ordini"/> }.into_any()
            }}
            {pages}
        </div>
    }
}

#[component]
fn Nothing(is_filtered: bool) -> impl IntoView {
    if is_filtered {
        return view! {
            <EmptyState title="Nessun ordine con questi filtri">
                <a class="btn btn-outline" href=paths::OWN_ORDERS>"Togli i filtri"</a>
            </EmptyState>
        }
        .into_any();
    }
    view! {
        <EmptyState title="Non hai ancora ordini">
            <a class="btn btn-primary" href=paths::PRODUCTS>"Vedi i prodotti"</a>
        </EmptyState>
    }
    .into_any()
}

/// A form of the browser's own: the result has an address.
#[component]
fn Filters(
    asked: Asked,
    years: Vec<i32>,
    services: Vec<super::api::ServiceChoice>,
) -> impl IntoView {
    let piles = PILES.map(|(word, _, name)| (word.to_owned(), name.to_owned())).to_vec();
    let years = years.into_iter().map(|year| (year.to_string(), year.to_string())).collect();
    let services: Vec<_> = services
        .into_iter()
        .map(|it| {
            let name = format!("{}, dal {}", it.service.name(), short_date(it.activated_on));
            (it.id.to_string(), name)
        })
        .collect();
    let is_filtered = asked.is_filtered();
    view! {
        <form class="order-filters" action=paths::OWN_ORDERS method="get" role="search" autocomplete="off">
            {one_of(paths::ORDERS_PILE, "Stato", piles, &asked.pile)}
            {one_of(paths::ORDERS_YEAR, "Anno", years, &asked.year)}
            {(!services.is_empty()).then(|| one_of(paths::ORDERS_SERVICE, "Servizio", services, &asked.service))}
            <div class="flex flex-wrap gap-2">
                <button type="submit" class="btn btn-outline">"Filtra"</button>
                {is_filtered.then(|| view! {
                    <a class="btn btn-ghost" href=paths::OWN_ORDERS>"Togli i filtri"</a>
                })}
            </div>
        </form>
    }
}

/// A closed list whose first choice leaves nothing out.
fn one_of(
    name: &'static str,
    label: &'static str,
    choices: Vec<(String, String)>,
    chosen: &str,
) -> impl IntoView + use<> {
    let all = (String::new(), "Tutti".to_owned());
    let options: Vec<_> = std::iter::once(all)
        .chain(choices)
        .map(|(value, label)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label class="field-label" for=name>{label}</label>
            <select class="select" id=name name=name autocomplete="off">{options}</select>
        </div>
    }
}
