//! What was configured, step by step, with `Modifica`.

use domain::configuration::{Answer, State, Step};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{BillingView, load_billing};
use crate::first_configuration::api::Told;
use crate::first_configuration::{LockedFacts, card};
use crate::service::unless_over;
use crate::visited::visited;
use ui::components::{Notice, PageTitle, Tone};
use ui::{paths, wording};

#[component]
pub fn BillingPage() -> impl IntoView {
    let outcome = use_query_map().with_untracked(|query| query.get(paths::OUTCOME));
    unless_over(
        load_billing(visited(), outcome.unwrap_or_default()),
        |view| view! { <Billing view/> },
    )
}

#[component]
fn Billing(view: BillingView) -> impl IntoView {
    let BillingView { service, holder, steps, may_change, is_owner, sdi_code, done } = view;
    let way = may_change.then_some(move |step| paths::panel_billing_step(service, step));
    let is_kept =
        |answer: &Option<Answer>, state: State| answer.is_some() && state == State::Unfinished;
    let is_unfinished = may_change && steps.iter().any(|told| is_kept(&told.answer, told.state));
    // Our code is read and not answered.
    let way_to = |step| way.filter(|_| step != Step::Reception);
    let card = |told: &Told| card(told, sdi_code.as_deref(), way_to(told.step));
    let cards: Vec<_> = steps.iter().map(card).collect();
    let saved = done.map(|step| {
        let title = format!("{}: salvato", wording::step_name(step));
        view! { <Notice tone=Tone::Success title=title><p>"Vale da adesso."</p></Notice> }
    });
    let unfinished = is_unfinished.then(|| {
        view! {
            <Notice tone=Tone::Warning title="Una modifica non è finita">
                <p>
                    "Fino a quando non la salvi senza errori vale la risposta di prima, che vedi qui."
                </p>
            </Notice>
        }
    });
    let about = match may_change {
        true => "Come è configurato il servizio. Ogni modifica vale da quando la salvi.",
        false => "Come è configurato il servizio.",
    };
    let way_back = is_owner.then(|| {
        view! {
            <p class="mb-1 text-sm">
                <a class="text-link" href=paths::panel_settings(service)>"Impostazioni"</a>
            </p>
        }
    });
    let invoices = is_owner.then(|| {
        view! {
            <Notice tone=Tone::Info title="Le fatture che ricevi da noi">
                <p>
                    "Indirizzo, telefono ed email dell’intestatario si cambiano nell’area clienti, in "
                    <a class="text-link" href=paths::DATA rel="external">"I tuoi dati"</a> "."
                </p>
            </Notice>
        }
    });
    view! {
        {way_back}
        <PageTitle text="Dati e impostazioni della fatturazione">{about}</PageTitle>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="stack">{saved} {unfinished} {cards}</div>
            <aside class="stack" aria-label="Da sapere">
                <LockedFacts holder/>
                {invoices}
            </aside>
        </div>
    }
}
