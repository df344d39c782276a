//! The form that asks for a copy, and one row for each wish; the one that is looked at once more has the
//! button that forgets.

use domain::erasure::YEARS_KEPT;
use domain::format::short_date;
use domain::id::ErasureId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{ConfirmErasure, ErasedView, ErasureView, load_customers};
use crate::desk_table::{Cell, list};
use crate::sections::{Section, Sections};
use ui::components::{Card, Notice, PageTitle, SubmitButton, TextField, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn CustomersPage() -> impl IntoView {
    let chosen = use_query_map().with_untracked(|query| query.get(paths::ERASURE_ID));

    view! {
        <Sections current=Section::Customers/>
        <PageTitle text="Dati dei clienti">
            "Chi chiede una copia dei suoi dati, o che siano cancellati, ne ha diritto (GDPR, artt. 15, \
             17 e 20)."
        </PageTitle>
        <div class="stack">
            <Copy/>
            {loaded(load_customers(), move |view| {
                let error = view.error.map(|error| view! {
                    <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
                });
                let rows = view.waiting.into_iter().map(|it| row(it, chosen.as_deref())).collect();
                let rows = list(
                    "cancellazioni",
                    "Da cancellare".into(),
                    "Nessuno ha chiesto di essere cancellato.",
                    &["Cliente", "Account", "Chiesta il", "Conferma"],
                    rows,
                );
                let erased = list(
                    "cancellati",
                    "Cancellati di recente".into(),
                    "Nessuno è stato cancellato.",
                    &["Account", "Chiesta il", "Cancellato il", "Chi ha confermato"],
                    view.erased.into_iter().map(erased).collect(),
                );
                view! { {error} <div class="stack">{rows} {erased}</div> }
            })}
        </div>
    }
}

#[component]
fn Copy() -> impl IntoView {
    view! {
        <Card title="Una copia dei dati">
            <form action=paths::OFFICE_CUSTOMER_EXPORT method="get">
                <div class="flex flex-wrap items-end gap-4">
                    <TextField
                        name=paths::CUSTOMER_NUMBER
                        label="Numero dell’account o di un ordine"
                        value=String::new()
                    />
                    <SubmitButton>"Esporta i dati"</SubmitButton>
                </div>
            </form>
            <p class="mt-3 text-sm text-muted">"Resta scritto chi l’ha chiesta e quando."</p>
        </Card>
    }
}

fn row(view: ErasureView, chosen: Option<&str>) -> impl IntoView + use<> {
    let ErasureView { id, number, name, asked_on, hindrance } = view;
    let is_chosen = chosen == Some(id.to_string().as_str());
    let confirm = match hindrance {
        Some(hindrance) => view! { <p>{wording::erasure_sentence(hindrance)}</p> }.into_any(),
        None if is_chosen => second_look(id, &name).into_any(),
        None => view! {
            <a class="btn btn-outline" href=paths::office_erasure(id) rel="external">
                "Cancella" <span class="sr-only">" i dati di " {name.clone()}</span>
            </a>
        }
        .into_any(),
    };

    view! {
        <tr role="row">
            <Cell name="Cliente"><strong class="wrap-anywhere">{name}</strong></Cell>
            <Cell name="Account">{number}</Cell>
            <Cell name="Chiesta il">{short_date(asked_on)}</Cell>
            <Cell name="Conferma">{confirm}</Cell>
        </tr>
    }
}

/// What is left to tell of somebody.
fn erased(view: ErasedView) -> impl IntoView {
    let ErasedView { number, asked_on, done_on, by } = view;
    view! {
        <tr role="row">
            <Cell name="Account">{number}</Cell>
            <Cell name="Chiesta il">{short_date(asked_on)}</Cell>
            <Cell name="Cancellato il">{short_date(done_on)}</Cell>
            <Cell name="Chi ha confermato">{by}</Cell>
        </tr>
    }
}

/// A form of the browser itself, like every one of the office that cannot be undone.
fn second_look(id: ErasureId, name: &str) -> impl IntoView + use<> {
    view! {
        <form action=ConfirmErasure::url() method="post">
            <input type="hidden" name="id" value=id.to_string()/>
            <p class="mb-3">
                "Di " {name.to_owned()} " resterà solo quello che la legge chiede di tenere per "
                {YEARS_KEPT} " anni. Non si può tornare indietro."
            </p>
            <p class="flex flex-wrap gap-3">
                <button type="submit" class="btn btn-primary">"Sì, cancella i dati"</button>
                <a class="btn btn-ghost" href=paths::OFFICE_CUSTOMERS rel="external">"No"</a>
            </p>
        </form>
    }
}
