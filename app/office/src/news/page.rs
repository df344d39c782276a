//! A form for something new, and what was written, each with the button that takes it down.

use domain::RuleError;
use domain::format::short_date;
use domain::news::{BODY_MAX, NewsField, SHOWN, TITLE_MAX};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{NewsView, PieceView, PutNewsUp, TakeNewsDown, load_news};
use crate::desk_table::{Cell, list};
use crate::sections::{Section, Sections};
use ui::components::{
    Card, ErrorSummary, Notice, PageTitle, StateBadge, SubmitButton, TextField, Tone, loaded,
};
use ui::error::AppError;
use ui::wording;

#[component]
pub fn NewsPage() -> impl IntoView {
    let about = format!(
        "Le {SHOWN} più recenti stanno sulla home di ogni pannello, per tutti i suoi utenti."
    );
    view! {
        <Sections current=Section::News/>
        <PageTitle text="Novità">{about}</PageTitle>
        {loaded(load_news(), |view| view! { <All view/> })}
    }
}

/// The id of a field, to which a sentence about it leads.
fn id_of(field: NewsField) -> &'static str {
    match field {
        NewsField::Day => "giorno",
        NewsField::Title => "titolo",
        NewsField::Body => "testo",
    }
}

/// The sentence about each field that is wrong.
fn wrong(error: Option<&AppError>) -> Vec<(String, String)> {
    match error {
        Some(AppError::Rule(RuleError::News(faults))) => faults
            .iter()
            .map(|fault| (id_of(fault.field()).to_owned(), wording::news_fault(*fault)))
            .collect(),
        Some(_) | None => Vec::new(),
    }
}

#[component]
fn All(view: NewsView) -> impl IntoView {
    let NewsView { all, kept, today } = view;
    let (typed, error) = kept.map(|kept| (kept.typed, kept.error)).unzip();
    let typed = typed.unwrap_or_default();
    let wrong = wrong(error.as_ref());
    let other = error.filter(|_| wrong.is_empty());
    let at = |field: NewsField| {
        let found = wrong.iter().find(|(id, _)| id == id_of(field));
        Signal::stored(found.map(|(_, sentence)| sentence.clone()))
    };
    let day = if typed.day.is_empty() { today } else { typed.day };
    let rows = all.into_iter().map(row).collect();
    let (title_at, body_at, day_at) =
        (at(NewsField::Title), at(NewsField::Body), at(NewsField::Day));

    view! {
        <ErrorSummary errors=Signal::stored(wrong)/>
        {other.map(|error| view! {
            <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
        })}
        <div class="stack">
            <Card title="Scrivi una novità">
                <form action=PutNewsUp::url() method="post" novalidate>
                    <div class="stack max-w-3xl">
                        <TextField
                            name="form[title]"
                            id=id_of(NewsField::Title)
                            label="Titolo"
                            value=typed.title
                            hint=format!("Al massimo {TITLE_MAX} caratteri.")
                            error=title_at
                        />
                        <TextField
                            name="form[body]"
                            id=id_of(NewsField::Body)
                            label="Testo"
                            value=typed.body
                            hint=format!("Un capoverso, al massimo {BODY_MAX} caratteri.")
                            error=body_at
                        />
                        <TextField
                            name="form[day]"
                            id=id_of(NewsField::Day)
                            label="Dal giorno"
                            value=day
                            r#type="date"
                            hint="Un giorno che deve ancora venire la tiene nascosta fino ad allora."
                            error=day_at
                        />
                        <SubmitButton>"Pubblica"</SubmitButton>
                    </div>
                </form>
            </Card>
            {list(
                "scritte",
                "Scritte".into(),
                "Non c’è nessuna novità, e i pannelli non ne mostrano.",
                &["Giorno", "Novità", "Stato", "Scritta da", "Togli"],
                rows,
            )}
        </div>
    }
}

fn row(view: PieceView) -> impl IntoView {
    let PieceView { id, news, by, is_public } = view;
    let (state, tone) = match is_public {
        true => ("Pubblicata", Tone::Success),
        false => ("In programma", Tone::Info),
    };
    let which = news.title.clone();
    view! {
        <tr role="row">
            <Cell name="Giorno">{short_date(news.day)}</Cell>
            <Cell name="Novità">
                <strong class="wrap-anywhere">{news.title}</strong> <br/>
                <span class="wrap-anywhere">{news.body}</span>
            </Cell>
            <Cell name="Stato"><StateBadge text=state tone/></Cell>
            <Cell name="Scritta da">{by}</Cell>
            <Cell name="Togli">
                <form action=TakeNewsDown::url() method="post">
                    <input type="hidden" name="id" value=id.to_string()/>
                    <button type="submit" class="btn btn-outline">
                        "Togli" <span class="sr-only">{format!(": {which}")}</span>
                    </button>
                </form>
            </Cell>
        </tr>
    }
}
