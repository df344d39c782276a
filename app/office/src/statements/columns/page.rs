//! A table, what its columns mean, and what an import would bring.

use domain::id::DraftId;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{ColumnsView, Outcome, load_columns};
use super::form::ColumnsForm;
use super::preview::OutcomeView;
use crate::sections::{Section, Sections};
use ui::components::{PageTitle, loaded};
use ui::paths;

#[component]
pub fn ColumnsPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let draft = query.get(paths::DRAFT).and_then(|draft| draft.parse::<DraftId>().ok());
    let is_wrong = RwSignal::new(false);

    view! {
        <Sections current=Section::Statements/>
        <PageTitle text="Colonne della tabella" in_error=is_wrong>
            "Questa banca chiama le colonne in un modo nuovo. Spiegalo una volta: lo ricorderemo per le tabelle con gli stessi nomi."
        </PageTitle>
        {loaded(load_columns(draft), move |view| {
            let is_bad = !matches!(view.outcome, Outcome::Brings { .. });
            is_wrong.set(view.is_chosen && is_bad);
            view! { <Columns view/> }
        })}
    }
}

#[component]
fn Columns(view: ColumnsView) -> impl IntoView {
    let file = format!("«{}»", view.file);
    let (outcome, is_chosen) = (view.outcome.clone(), view.is_chosen);

    view! {
        <div class="stack gap-8!">
            <p class="font-semibold wrap-anywhere">{file}</p>
            <OutcomeView outcome is_chosen/>
            <ColumnsForm view/>
        </div>
    }
}
