//! One row for each renewal.

use domain::format::{date, euro};
use domain::names::line_name;
use domain::quote::Line;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{DAYS, Hitch, RehearsalView, load_renewals};
use crate::desk_table::{Cell, list, pages};
use crate::sections::{Section, Sections};
use ui::components::{PageTitle, StateBadge, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn RenewalsPage() -> impl IntoView {
    let after = use_query_map().with_untracked(|query| query.get(paths::AFTER)).unwrap_or_default();
    let is_first = after.is_empty();

    view! {
        <Sections current=Section::Renewals/>
        <PageTitle text="Rinnovi">
            "Gli addebiti automatici che il negozio farà, come andrebbero se fino a quel giorno non \
             cambia niente."
        </PageTitle>
        {loaded(load_renewals(after), move |view| {
            let pages = pages(paths::OFFICE_RENEWALS, is_first, view.next.as_deref());
            let rows = list(
                "rinnovi",
                format!("Nei prossimi {DAYS} giorni"),
                "Nessun servizio si rinnova da solo in questi giorni.",
                &["Giorno", "Intestatario", "Servizio", "Importo", "Metodo", "Esito previsto"],
                view.renewals.into_iter().map(row).collect(),
            );
            view! { {rows} {pages} }
        })}
    }
}

fn row(view: RehearsalView) -> impl IntoView {
    let RehearsalView { on, holder, service, expires, amount, lines, method, hitch } = view;
    let outcome = match hitch {
        None => view! { <StateBadge text="Addebito previsto" tone=Tone::Success/> }.into_any(),
        Some(Hitch::VoidMethod) => {
            view! { <StateBadge text="La carta non sarà valida" tone=Tone::Warning/> }.into_any()
        }
        Some(Hitch::WantsCustomer) => {
            view! { <StateBadge text="La banca può chiedere conferma" tone=Tone::Warning/> }
                .into_any()
        }
        Some(Hitch::NotSold) => {
            view! { <StateBadge text="Qualcosa non è in vendita" tone=Tone::Error/> }.into_any()
        }
        Some(Hitch::OrderInTheWay(number)) => {
            with_order("Aspetta un altro ordine", Tone::Warning, number).into_any()
        }
        Some(Hitch::UnderWay(number)) => {
            with_order("Un pagamento è in corso", Tone::Warning, number).into_any()
        }
        Some(Hitch::Impossible(number)) => {
            with_order("L’ordine non si può più evadere", Tone::Error, number).into_any()
        }
        Some(Hitch::TooLittle) => {
            view! { <StateBadge text="Troppo poco per un addebito" tone=Tone::Warning/> }.into_any()
        }
    };

    let of_what = (!lines.is_empty()).then(|| of_what(&lines, &holder));

    view! {
        <tr role="row">
            <Cell name="Giorno">{date(on)}</Cell>
            <Cell name="Intestatario"><strong class="wrap-anywhere">{holder}</strong></Cell>
            <Cell name="Servizio">
                {service.name()} <br/>
                <span class="text-muted">"scade il " {date(expires)}</span>
            </Cell>
            <Cell name="Importo">
                <span class="figure">{amount.map_or_else(|| "–".to_owned(), euro)}</span>
                {of_what}
            </Cell>
            <Cell name="Metodo">{wording::method_name(&method)}</Cell>
            <Cell name="Esito previsto">{outcome}</Cell>
        </tr>
    }
}

/// What is said of an order, and the way to it.
fn with_order(text: &'static str, tone: Tone, number: i64) -> impl IntoView {
    view! {
        <StateBadge text tone/>
        <p class="mt-1">
            <a class="text-link" href=paths::office_order(number) rel="external">
                {format!("Ordine {number}")}
            </a>
        </p>
    }
}

/// What the amount is for, line by line and without IVA.
fn of_what(lines: &[Line], holder: &str) -> impl IntoView + use<> {
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let name = line_name(line, lines);
            view! { <li>{name} ": " <span class="figure">{euro(line.net)}</span></li> }
        })
        .collect();
    view! {
        <details>
            <summary class="text-link inline-flex min-h-11 min-w-11 cursor-pointer items-center">
                "Righe" <span class="sr-only">" del rinnovo di " {holder.to_owned()}</span>
            </summary>
            <ul class="text-sm text-muted" aria-label="Righe, IVA esclusa">{rows}</ul>
        </details>
    }
}
