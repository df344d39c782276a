//! Import, decide, look back.

use domain::statement::Confidence;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{StatementsView, load_statements};
use super::columns::remembered::remembered as tables;
use super::credit::CreditCard;
use super::done::outcome_notice;
use super::files::Upload;
use super::history::history;
use super::upload::UploadForm;
use crate::sections::{Section, Sections};
use ui::components::{PageTitle, loaded};
use ui::paths;

#[component]
pub fn StatementsPage() -> impl IntoView {
    let query = use_query_map().get_untracked();
    let outcome = query.get(paths::OUTCOME).unwrap_or_default();
    let is_wrong = RwSignal::new(false);

    view! {
        <Sections current=Section::Statements/>
        <PageTitle text="Estratti conto" in_error=is_wrong>
            "Ogni accredito arriva con l’ordine a cui sembra destinato. Nulla è accettato da solo."
        </PageTitle>
        {loaded(load_statements(outcome), move |view| {
            let is_refused = matches!(view.upload, Some(Upload::Refused { .. }));
            is_wrong.set(view.kept.is_some() || is_refused);
            view! { <Statements view is_wrong=is_wrong.get_untracked()/> }
        })}
    }
}

#[component]
fn Statements(
    view: StatementsView,
    /// Something came back, and has the focus.
    is_wrong: bool,
) -> impl IntoView {
    let StatementsView { credits, has_more, statements, remembered, upload, done, kept } = view;
    let done = done.filter(|_| !is_wrong && upload.is_none()).map(outcome_notice);

    let count = match (credits.len(), has_more) {
        (count, false) => format!("Accrediti da abbinare ({count})"),
        (count, true) => format!("Accrediti da abbinare (i primi {count})"),
    };
    let is_sure =
        |found: &super::api::CreditView| found.found.confidence() == Some(Confidence::Sure);
    let first_sure = credits.iter().find(|found| is_sure(found)).map(|found| found.id);
    let first_sure = first_sure.filter(|_| !is_wrong);
    let cards: Vec<_> = credits
        .into_iter()
        .map(|view| {
            let takes_focus = first_sure == Some(view.id);
            let kept = kept.clone().filter(|kept| kept.typed.credit == Some(view.id));
            view! { <CreditCard view takes_focus kept/> }
        })
        .collect();
    let list = if cards.is_empty() {
        view! { <p class="panel p-5 text-muted">"Nessun accredito aspetta una decisione."</p> }
            .into_any()
    } else {
        view! { <ol class="flex flex-col gap-4">{cards}</ol> }.into_any()
    };

    view! {
        <div class="stack gap-10!">
            <div><UploadForm upload/></div>
            <section aria-labelledby="accrediti">
                <h2 class="mb-3" id="accrediti">{count}</h2>
                {done}
                {list}
            </section>
            {history(statements)}
            {tables(remembered)}
        </div>
    }
}
