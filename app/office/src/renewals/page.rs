//! One row for each renewal.

use domain::format::{date, euro};
use leptos::prelude::*;

use super::api::{DAYS, Hitch, RehearsalView, load_renewals};
use crate::desk_table::{Cell, list};
use crate::sections::{Section, Sections};
use ui::components::{PageTitle, StateBadge, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn RenewalsPage() -> impl IntoView {
    view! {
        <Sections current=Section::Renewals/>
        <PageTitle text="Rinnovi">
            "Gli addebiti automatici che il negozio farà, come andrebbero se fino a quel giorno non \
             cambia niente."
        </PageTitle>
        {loaded(load_renewals(), |renewals| {
            list(
                "rinnovi",
                format!("Nei prossimi {DAYS} giorni"),
                "Nessun servizio si rinnova da solo in questi giorni.",
                &["Giorno", "Intestatario", "Servizio", "Importo", "Metodo", "Esito previsto"],
                renewals.into_iter().map(row).collect(),
            )
        })}
    }
}

fn row(view: RehearsalView) -> impl IntoView {
    let RehearsalView { on, holder, service, expires, amount, method, hitch } = view;
    let outcome = match hitch {
        None => view! { <StateBadge text="Addebito previsto" tone=Tone::Success/> }.into_any(),
        Some(Hitch::VoidMethod) => {
            view! { <StateBadge text="La carta non sarà valida" tone=Tone::Warning/> }.into_any()
        }
        Some(Hitch::NotSold) => {
            view! { <StateBadge text="Qualcosa non è in vendita" tone=Tone::Error/> }.into_any()
        }
        Some(Hitch::OrderInTheWay(number)) => view! {
            <StateBadge text="Aspetta un altro ordine" tone=Tone::Warning/>
            <p class="mt-1">
                <a class="text-link" href=paths::office_order(number) rel="external">
                    {format!("Ordine {number}")}
                </a>
            </p>
        }
        .into_any(),
    };

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
            </Cell>
            <Cell name="Metodo">{wording::method_name(&method)}</Cell>
            <Cell name="Esito previsto">{outcome}</Cell>
        </tr>
    }
}
