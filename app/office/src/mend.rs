//! `Dati da riparare`: rows of the database that cannot be read.

use domain::format::short_date;
use leptos::prelude::*;

use super::api::UnreadableRow;
use ui::components::{Notice, Tone};
use ui::paths;

/// The alarm. Nothing is shown while all can be read.
pub fn to_mend(rows: Vec<UnreadableRow>) -> Option<impl IntoView> {
    let title = match rows.len() {
        0 => return None,
        1 => "C’è un dato da riparare".to_owned(),
        count => format!("Ci sono {count} dati da riparare"),
    };
    let row = |row| view! { <li>{place(row)}</li> };
    let rows = rows.into_iter().map(row).collect_view();
    Some(view! {
        <div class="mb-8">
            <Notice tone=Tone::Error title>
                <p>
                    "Tutto il resto va avanti, ma quello che segue manca dalle liste e nessuno ci \
                     lavora. Passa quest’elenco a chi gestisce il sistema: quando il dato è a posto \
                     l’avviso sparisce da solo, entro qualche minuto."
                </p>
                <ul class="mt-2 list-disc space-y-1 ps-5">{rows}</ul>
            </Notice>
        </div>
    })
}

/// An order was looked for, and cannot be read.
pub fn unreadable_order(number: &str, row: UnreadableRow) -> impl IntoView + use<> {
    let title = format!("L’ordine {number} c’è, ma i suoi dati non si leggono");
    view! {
        <Notice tone=Tone::Error title>
            <p>
                "Nessuno ci può lavorare finché non è riparato. Passa questa riga a chi gestisce il \
                 sistema:"
            </p>
            <p class="mt-2">{place(row)}</p>
            <p class="mt-3">
                <a class="text-link" href=paths::OFFICE rel="external">"Torna a tutti gli ordini"</a>
            </p>
        </Notice>
    }
}

/// Where the nonsense stands.
fn place(row: UnreadableRow) -> impl IntoView {
    view! {
        "Tabella " <code>{row.table}</code> ", riga " <code class="wrap-anywhere">{row.id}</code>
        ", colonna " <code>{row.column}</code> ": non si legge dal " {short_date(row.since)} "."
    }
}
