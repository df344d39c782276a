//! Each text behind a heading of its own, with what names it in the evidence.

use domain::format::date;
use domain::order::Acceptance;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{AcceptedView, load_accepted};
use crate::browse::legal::OnePart;
use ui::components::{Card, Failure, Icon, NothingHere, PageTitle, Sign, fetched};
use ui::error::AppError;
use ui::paths;

#[component]
pub fn AcceptedPage() -> impl IntoView {
    let number: Option<i64> =
        use_params_map().with_untracked(|params| params.get("number")?.parse().ok());
    let load = async move {
        match number {
            Some(number) => load_accepted(number).await.map(|texts| (number, texts)),
            None => Err(AppError::NotFound),
        }
    };
    fetched(load, |loaded| match loaded {
        Ok((number, texts)) => EitherOf3::A(view! { <Texts number texts/> }),
        Err(AppError::NotFound) => EitherOf3::B(view! { <NothingHere/> }),
        Err(error) => EitherOf3::C(view! { <Failure error title="Condizioni accettate"/> }),
    })
}

#[component]
fn Texts(number: i64, texts: Vec<AcceptedView>) -> impl IntoView {
    let texts = texts.into_iter().map(|text| view! { <Text text/> }).collect_view();
    view! {
        <p class="print-hidden mb-2">
            <a class="text-link" href=paths::order(number)>{format!("Ordine {number}")}</a>
        </p>
        <PageTitle text=format!("Condizioni accettate con l’ordine {number}")/>
        <div class="stack">{texts}</div>
    }
}

#[component]
fn Text(text: AcceptedView) -> impl IntoView {
    let AcceptedView { what, version, sha256, day, time, parts } = text;
    let body = match parts {
        Some(parts) => {
            let parts = parts.into_iter().map(|part| view! { <OnePart part/> }).collect_view();
            view! {
                <details class="disclosure border-b-0!">
                    <summary>"Leggi il testo" <Icon sign=Sign::ChevronDown/></summary>
                    <div class="prose">{parts}</div>
                </details>
            }
            .into_any()
        }
        None => view! {
            <p class="mt-3 text-muted">
                "Il testo è cambiato da allora, e quello di allora non era ancora conservato qui: \
                 chiedilo all’assistenza, con la sua impronta."
            </p>
        }
        .into_any(),
    };
    view! {
        <Card title=title(what)>
            <p>
                "Versione " {version} ", accettata il " {date(day)} " alle "
                <span class="figure">{time}</span> "."
            </p>
            <p class="text-sm text-muted">
                "Impronta SHA-256 del testo: " <code class="break-all">{sha256}</code>
            </p>
            {body}
        </Card>
    }
}

fn title(what: Acceptance) -> &'static str {
    match what {
        Acceptance::Conditions => "Condizioni generali di contratto",
        Acceptance::OnerousClauses => "Clausole approvate specificamente",
        Acceptance::SupplySheets => "Condizioni di fornitura e schede dei servizi",
    }
}
