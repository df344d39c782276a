//! What an import would bring, or why it would not.

use domain::format::{euro, short_date};
use domain::statement::Credit;
use leptos::prelude::*;

use super::super::words as statement_words;
use super::api::Outcome;
use super::words;
use crate::desk_table::{Cell, list};
use ui::components::{Notice, Tone};

#[component]
pub fn OutcomeView(
    outcome: Outcome,
    /// Somebody asked for it; nobody has for the first guess.
    is_chosen: bool,
) -> impl IntoView {
    match outcome {
        Outcome::Brings { credits, first, left_out } => {
            let count = words::credits(credits);
            let rest = statement_words::left_out(left_out);
            let title = format!("Anteprima: {count}");
            view! {
                <div>
                    {list(
                        "anteprima",
                        title,
                        "Con queste colonne il file non contiene accrediti.",
                        &["Data", "Importo", "Ordinante", "Causale"],
                        first.into_iter().map(row).collect(),
                    )}
                    <p class="mt-3 text-muted">
                        {rest} " Nulla è ancora importato: controlla che date e importi siano giusti."
                    </p>
                </div>
            }
            .into_any()
        }
        Outcome::NoTable(error) => {
            let tone = if is_chosen { Tone::Error } else { Tone::Info };
            view! { <Notice tone title=words::error(error)/> }.into_any()
        }
        Outcome::WrongRow { error, cells } => {
            let sentence = statement_words::unreadable(error);
            let cells = cells.join(" · ");
            let tone = if is_chosen { Tone::Error } else { Tone::Info };
            view! {
                <Notice tone title=sentence>
                    <p class="wrap-anywhere">"La riga dice: " <strong>{cells}</strong></p>
                    <p>"Cambia le colonne o il modo in cui sono scritti date e importi. Nulla è stato importato."</p>
                </Notice>
            }
            .into_any()
        }
    }
}

fn row(credit: Credit) -> impl IntoView {
    let or =
        |typed: String, nothing: &str| if typed.is_empty() { nothing.to_owned() } else { typed };
    let payer = or(credit.payer, "non indicato");
    let text = or(credit.text, "senza causale");

    view! {
        <tr role="row">
            <Cell name="Data"><span class="figure">{short_date(credit.booked_on)}</span></Cell>
            <Cell name="Importo"><strong class="figure">{euro(credit.amount)}</strong></Cell>
            <Cell name="Ordinante"><span class="wrap-anywhere">{payer}</span></Cell>
            <Cell name="Causale"><span class="wrap-anywhere">{text}</span></Cell>
        </tr>
    }
}
