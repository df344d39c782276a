//! What is accepted with an order: three boxes, none of them ticked beforehand; one where the other
//! texts are unchanged and the operator lets them stand.

use domain::calendar::Date;
use domain::format::date;
use domain::order::Acceptance;
use leptos::prelude::*;

use super::filled::Form;
use super::problems::box_id;
use ui::components::{Card, Checkbox, Notice, Tone};
use ui::{paths, wording};

/// Each text has a link that opens beside the form, so that nothing filled in is lost.
#[component]
pub fn Acceptances(form: Form) -> impl IntoView {
    view! {
        <Card title="Accettazioni">
            <div class="grid gap-5">
                <AcceptanceBox form=form.clone() what=Acceptance::Conditions>
                    <TextLink href=paths::CONDITIONS>"Leggi le condizioni generali di contratto"</TextLink>
                </AcceptanceBox>
                <Clauses clauses=form.view.clauses.clone()/>
                <AcceptanceBox form=form.clone() what=Acceptance::OnerousClauses>
                    <TextLink href=paths::ONEROUS_CLAUSES>"Leggi il testo completo delle clausole"</TextLink>
                </AcceptanceBox>
                <AcceptanceBox form what=Acceptance::SupplySheets>
                    <TextLink href=paths::SUPPLY_SHEETS>"Leggi le condizioni di fornitura e le schede"</TextLink>
                </AcceptanceBox>
            </div>
            <p class="mt-5 border-t border-base-300 pt-4 text-sm text-muted">
                "Conserviamo il testo che accetti, con versione, data e ora. I tuoi dati sono trattati come dice l’"
                <TextLink href=paths::PRIVACY>"informativa sulla privacy"</TextLink> "."
            </p>
        </Card>
    }
}

/// One box, and below it the way to what it is about.
#[component]
fn AcceptanceBox(form: Form, what: Acceptance, children: Children) -> impl IntoView {
    if let Some(since) = form.standing_since(what) {
        return view! { <Standing what since>{children()}</Standing> }.into_any();
    }
    let id = box_id(what);
    view! {
        <div>
            <Checkbox
                name=format!("form[{id}]")
                id=id
                checked=form.answers.accepts(what)
                error=form.problem_at(id)
            >
                {wording::acceptance_text(what)}
            </Checkbox>
            <p class="ps-9">{children()}</p>
        </div>
    }
    .into_any()
}

/// What was accepted with an earlier order in the same words.
#[component]
fn Standing(what: Acceptance, since: Date, children: Children) -> impl IntoView {
    let title = match what {
        Acceptance::Conditions => "Condizioni già accettate",
        Acceptance::OnerousClauses => "Clausole già approvate",
        Acceptance::SupplySheets => "Condizioni di fornitura e schede già visionate",
    };
    view! {
        <Notice tone=Tone::Success title=format!("{title} il {}", date(since))>
            <p>"Il testo non è cambiato da allora. " {children()}</p>
        </Notice>
    }
}

/// Number and title of each clause, as the specific approval asks. Artt. 1341–1342 c.c.
#[component]
fn Clauses(clauses: Vec<String>) -> impl IntoView {
    let items = clauses.into_iter().map(|clause| view! { <li>{clause}</li> }).collect_view();
    view! {
        <div class="rounded-field border border-base-300 bg-base-200 p-4">
            <h3 class="text-base">"Clausole da approvare specificamente"</h3>
            <ul class="mt-2 grid gap-1 text-sm">{items}</ul>
        </div>
    }
}

/// A link to a text, in another tab.
#[component]
fn TextLink(href: &'static str, children: Children) -> impl IntoView {
    view! {
        <a class="text-link" href=href target="_blank" rel="noopener">
            {children()} <span class="sr-only">" (si apre in una nuova scheda)"</span>
        </a>
    }
}
