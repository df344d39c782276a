//! Who did what, the newest first, page by page.

use domain::format::short_date;
use domain::id::{DoerId, SubscriptionId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{TraceRow, TraceView, load_panel_trace};
use crate::service::unless_over;
use crate::visited::visited;
use ui::components::{Choice, EmptyState, Icon, PageTitle, SelectField, Sign};
use ui::{paths, wording};

#[component]
pub fn TracePage() -> impl IntoView {
    let (of, before) = use_query_map().with_untracked(|query| {
        let named = |name: &str| query.get(name).unwrap_or_default();
        (named(paths::TRACE_OF), named(paths::EVENTS_BEFORE))
    });
    let is_newest = before.is_empty();
    unless_over(
        load_panel_trace(visited(), of, before),
        move |view| view! { <Trace view is_newest/> },
    )
}

#[component]
fn Trace(
    view: TraceView,
    /// It begins with what was done last.
    is_newest: bool,
) -> impl IntoView {
    let TraceView { service, entries, before, is_owner, doers, of } = view;
    let about = if is_owner {
        "Che cosa è stato fatto nel pannello, quando e da chi. Lo vedi solo tu; gli altri utenti \
         vedono quello che hanno fatto loro."
    } else {
        "Che cosa hai fatto in questo pannello, e quando."
    };
    let older = before.map(|place| {
        let of = of.map(|of| format!("&{}={of}", paths::TRACE_OF)).unwrap_or_default();
        let href = format!("{}?{}={place}{of}", paths::panel_trace(service), paths::EVENTS_BEFORE);
        view! { <a class="btn btn-outline" href=href>"Attività precedenti"</a> }
    });
    let newest = (!is_newest).then(|| {
        view! { <a class="text-link" href=paths::panel_trace(service)>"Torna alle ultime"</a> }
    });
    let ways = (older.is_some() || newest.is_some()).then(|| {
        view! { <p class="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">{older} {newest}</p> }
    });
    let nothing = entries.is_empty().then(|| {
        view! {
            <EmptyState title="Non c’è ancora niente" sign=Sign::Clock>
                <p>"Qui compare quello che si fa nel pannello."</p>
            </EmptyState>
        }
    });
    let list = (!entries.is_empty()).then(|| {
        let rows: Vec<_> = entries.into_iter().map(|row| view! { <One row/> }).collect();
        view! {
            <section class="panel p-4 sm:p-6" aria-label="Attività">
                <ol class="events">{rows}</ol>
                {ways}
            </section>
        }
    });
    view! {
        <PageTitle text="Registro attività">{about}</PageTitle>
        <div class="stack max-w-3xl">
            {(!doers.is_empty()).then(|| view! { <Filter service doers of/> })}
            {nothing}
            {list}
        </div>
    }
}

/// Of whom the owner reads it.
#[component]
fn Filter(
    service: SubscriptionId,
    doers: Vec<(DoerId, String)>,
    of: Option<DoerId>,
) -> impl IntoView {
    let choice = |(id, name): (DoerId, String)| Choice::new(id.to_string(), name);
    let choices = doers.into_iter().map(choice).collect();
    let value = of.map(|of| of.to_string()).unwrap_or_default();
    view! {
        <form action=paths::panel_trace(service) method="get" class="flex flex-wrap items-end gap-3">
            <div class="w-80 max-w-full">
                <SelectField
                    name=paths::TRACE_OF
                    label="Utente"
                    choices
                    value
                    placeholder="Tutti"
                />
            </div>
            <button type="submit" class="btn btn-outline">"Filtra"</button>
        </form>
    }
}

#[component]
fn One(row: TraceRow) -> impl IntoView {
    let TraceRow { day, time, deed, by, role } = row;
    let who = wording::trace_doer(&by, role);
    view! {
        <li>
            <span class="event-sign"><Icon sign=Sign::Person/></span>
            <div class="min-w-0">
                <p class="font-semibold wrap-anywhere">{wording::deed(&deed)}</p>
                <p class="text-sm text-muted wrap-anywhere">
                    <span class="figure">{short_date(day)}</span> ", "
                    <span class="figure">{time}</span> ", " {who}
                </p>
            </div>
        </li>
    }
}
