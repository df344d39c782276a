//! What each column means, and how days and amounts are written.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ColumnView, ColumnsView, SayColumns};
use super::words::{DATES, DECIMALS, ROLES};
use ui::components::{Choice, SelectField};
use ui::paths;

/// The choices of a list, and the code of the chosen one.
fn choices<T: PartialEq + Copy>(
    all: &[(T, &'static str, &'static str)],
    chosen: Option<T>,
) -> (Vec<Choice>, &'static str) {
    let code = all.iter().find(|(value, ..)| Some(*value) == chosen).map(|(_, code, _)| *code);
    let choices = all.iter().map(|(_, code, name)| Choice::new(*code, *name)).collect();
    (choices, code.unwrap_or_default())
}

#[component]
pub fn ColumnsForm(view: ColumnsView) -> impl IntoView {
    let ColumnsView { draft, columns, mapping, .. } = view;
    let fields: Vec<_> = columns
        .into_iter()
        .enumerate()
        .map(|(at, ColumnView { name, cells })| {
            let (choices, value) = choices(&ROLES, mapping.roles.get(at).copied());
            let label =
                if name.is_empty() { format!("Colonna {} senza nome", at + 1) } else { name };
            let hint = match cells.join(" · ") {
                cells if cells.is_empty() => "Vuota nelle prime righe.".to_owned(),
                cells => cells,
            };
            view! {
                <li class="min-w-0 wrap-anywhere">
                    <SelectField
                        name=format!("columns[mapping][roles][{at}]")
                        id=format!("colonna-{}", at + 1)
                        label
                        hint
                        choices
                        value
                    />
                </li>
            }
        })
        .collect();
    let (dates, date_order) = choices(&DATES, Some(mapping.dates));
    let (decimals, decimal_sign) = choices(&DECIMALS, Some(mapping.decimals));

    view! {
        <form action=SayColumns::url() method="post" class="panel p-5 sm:px-7">
            <input type="hidden" name="columns[draft]" value=draft.to_string()/>
            <h2 class="mb-4">"Che cosa c’è in ogni colonna"</h2>
            <ol class="grid gap-5 sm:grid-cols-2">{fields}</ol>
            <h2 class="mt-8 mb-4">"Come sono scritti"</h2>
            <div class="grid gap-5 sm:grid-cols-2">
                <SelectField
                    name="columns[mapping][dates]"
                    id="date"
                    label="Date"
                    choices=dates
                    value=date_order
                />
                <SelectField
                    name="columns[mapping][decimals]"
                    id="decimali"
                    label="Segno prima dei centesimi"
                    choices=decimals
                    value=decimal_sign
                />
            </div>
            <div class="mt-8 flex flex-wrap gap-3">
                <button
                    type="submit"
                    class="btn btn-outline"
                    name="columns[action]"
                    value="preview"
                >
                    "Anteprima"
                </button>
                <button type="submit" class="btn btn-primary" name="columns[action]" value="import">
                    "Importa e ricorda"
                </button>
                <a class="btn btn-ghost" href=paths::OFFICE_STATEMENTS rel="external">"Lascia senza salvare"</a>
            </div>
        </form>
    }
}
