//! One row for each wish; the one that is looked at once more has the button that ends the service.

use domain::format::{date, short_date};
use domain::id::TerminationId;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{ConfirmTermination, TerminationView, load_terminations};
use crate::desk_table::{Cell, list};
use crate::sections::{Section, Sections};
use ui::components::{Notice, PageTitle, Tone, loaded};
use ui::{paths, wording};

#[component]
pub fn TerminationsPage() -> impl IntoView {
    let chosen = use_query_map().with_untracked(|query| query.get(paths::TERMINATION_ID));

    view! {
        <Sections current=Section::Terminations/>
        <PageTitle text="Disdette">
            "Chi l’ha chiesta può ritirarla finché non è confermata. Con la conferma il servizio è \
             cancellato, e la sua partita IVA e il suo codice fiscale sono liberi per un altro. Una \
             disdetta per la scadenza naturale compare il giorno dopo la scadenza."
        </PageTitle>
        {loaded(load_terminations(), move |view| {
            let error = view.error.map(|error| view! {
                <div class="mb-6"><Notice tone=Tone::Error title=wording::app_sentence(&error)/></div>
            });
            let rows = view.waiting.into_iter().map(|it| row(it, chosen.as_deref())).collect();
            let rows = list(
                "disdette",
                "Da confermare".into(),
                "Nessuna disdetta aspetta la conferma.",
                &["Intestatario", "Servizio", "Chiesta il", "Motivo", "Conferma"],
                rows,
            );
            view! { {error} {rows} }
        })}
    }
}

fn row(view: TerminationView, chosen: Option<&str>) -> impl IntoView + use<> {
    let TerminationView { id, holder, service, expires, asked_on, reason } = view;
    let is_chosen = chosen == Some(id.to_string().as_str());
    let confirm = if is_chosen {
        second_look(id, &holder).into_any()
    } else {
        view! {
            <a class="btn btn-outline" href=paths::office_termination(id) rel="external">
                "Conferma" <span class="sr-only">" la disdetta di " {holder.clone()}</span>
            </a>
        }
        .into_any()
    };
    let reason = if reason.is_empty() { "–".to_owned() } else { reason };

    view! {
        <tr role="row">
            <Cell name="Intestatario"><strong class="wrap-anywhere">{holder}</strong></Cell>
            <Cell name="Servizio">
                {service.name()} <br/>
                <span class="text-muted">"scade il " {date(expires)}</span>
            </Cell>
            <Cell name="Chiesta il">{short_date(asked_on)}</Cell>
            <Cell name="Motivo"><span class="wrap-anywhere">{reason}</span></Cell>
            <Cell name="Conferma">{confirm}</Cell>
        </tr>
    }
}

/// A form of the browser itself, like every one of the office that cannot be undone.
fn second_look(id: TerminationId, holder: &str) -> impl IntoView + use<> {
    view! {
        <form action=ConfirmTermination::url() method="post">
            <input type="hidden" name="id" value=id.to_string()/>
            <p class="mb-3">
                "Il servizio di " {holder.to_owned()} " sarà cancellato subito. Non si può tornare \
                 indietro."
            </p>
            <p class="flex flex-wrap gap-3">
                <button type="submit" class="btn btn-primary">"Sì, cancella il servizio"</button>
                <a class="btn btn-ghost" href=paths::OFFICE_TERMINATIONS rel="external">"No"</a>
            </p>
        </form>
    }
}
