//! The files that were imported last.

use domain::format::short_date;
use leptos::prelude::*;

use super::files::StatementView;
use super::words;
use crate::desk_table::{Cell, list};

pub fn history(statements: Vec<StatementView>) -> impl IntoView {
    let row = |statement: StatementView| {
        let period = words::period(&statement);
        let account = statement.account.unwrap_or_else(|| "non indicato".into());
        let credits = match (statement.credits, statement.open) {
            (0, _) => "nessuno".to_owned(),
            (credits, 0) => format!("{credits} (tutti decisi)"),
            (credits, open) => format!("{credits} ({open} da abbinare)"),
        };
        view! {
            <tr role="row">
                <Cell name="File"><span class="wrap-anywhere">{statement.name}</span></Cell>
                <Cell name="Conto"><span class="wrap-anywhere">{account}</span></Cell>
                <Cell name="Periodo"><span class="tabular-nums">{period}</span></Cell>
                <Cell name="Importato">
                    <span class="figure">{short_date(statement.imported_on)}</span>
                    " da " {statement.imported_by}
                </Cell>
                <Cell name="Accrediti">{credits}</Cell>
            </tr>
        }
    };
    list(
        "importati",
        "File importati".into(),
        "Non è stato ancora importato nessun file.",
        &["File", "Conto", "Periodo", "Importato", "Accrediti"],
        statements.into_iter().map(row).collect(),
    )
}
