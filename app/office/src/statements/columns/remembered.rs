//! The tables that are understood because somebody said how.

use domain::format::short_date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ForgetColumns, RememberedView};
use crate::desk_table::{Cell, list};

/// Nothing is shown when there are none.
pub fn remembered(tables: Vec<RememberedView>) -> Option<impl IntoView> {
    let row = |table: RememberedView| {
        let what = format!("Dimentica la tabella {}", table.names);
        view! {
            <tr role="row">
                <Cell name="Colonne"><span class="wrap-anywhere">{table.names}</span></Cell>
                <Cell name="Spiegate">
                    <span class="figure">{short_date(table.set_on)}</span>
                    " da " {table.set_by}
                </Cell>
                <Cell name="Correzione">
                    <form action=ForgetColumns::url() method="post">
                        <input type="hidden" name="digest" value=table.digest/>
                        <button type="submit" class="btn btn-outline" aria-label=what>
                            "Dimentica"
                        </button>
                    </form>
                </Cell>
            </tr>
        }
    };
    (!tables.is_empty()).then(|| {
        list(
            "ricordate",
            "Tabelle spiegate da noi".into(),
            "",
            &["Colonne", "Spiegate", "Correzione"],
            tables.into_iter().map(row).collect(),
        )
    })
}
