//! `Importa`: the file of the bank.

use domain::statement::{Passed, Why};
use leptos::prelude::*;

use super::files::Upload;
use super::words;
use ui::components::{Icon, Notice, Sign, SubmitButton, Tone};
use ui::paths;

/// The control that takes the file.
pub const FILE: &str = "file";

/// A form of the browser's own, since it sends a file.
#[component]
pub fn UploadForm(
    /// What became of the file that was sent a moment ago.
    upload: Option<Upload>,
) -> impl IntoView {
    let (done, error) = match upload {
        Some(Upload::Refused { within, why }) => (None, Some(words::refused(within, why))),
        Some(Upload::Read { name, again, added, imported_before, left_out, passed }) => {
            let title = if again {
                format!("«{name}» era già stato importato")
            } else {
                format!("«{name}» importato")
            };
            let sentence = if again {
                "Non è cambiato nulla.".to_owned()
            } else {
                words::counted(added, imported_before)
            };
            let rest = words::left_out(left_out).filter(|_| !again);
            let passed = rest.is_some().then(|| not_imported(passed));
            let tone = if again { Tone::Info } else { Tone::Success };
            let notice = view! {
                <div class="mb-4">
                    <Notice tone title=title>
                        <p>{sentence} " " {rest}</p>
                        {passed}
                    </Notice>
                </div>
            };
            (Some(notice), None)
        }
        None => (None, None),
    };
    let is_wrong = error.is_some();
    let described_by = if is_wrong { "estratto-errore estratto-aiuto" } else { "estratto-aiuto" };
    let error = error.map(|sentence| {
        view! {
            <p class="field-error" id="estratto-errore" role="alert">
                <Icon sign=Sign::Alert/>
                <span><span class="sr-only">"Errore: "</span>{sentence}</span>
            </p>
        }
    });

    view! {
        {done}
        <form
            action=paths::OFFICE_STATEMENT_FILE
            method="post"
            enctype="multipart/form-data"
            class="panel flex flex-wrap items-end gap-4 p-5 sm:px-7"
        >
            <div class="field grow">
                <label class="field-label" for="estratto">"Estratto conto della banca"</label>
                <input
                    type="file"
                    id="estratto"
                    name=FILE
                    accept=".xml,.csv,.txt,.zip,text/csv,text/xml,application/xml,application/zip"
                    class="file-field"
                    aria-describedby=described_by
                    aria-invalid=is_wrong.then_some("true")
                    autofocus=is_wrong
                />
                {error}
                <p class="field-hint" id="estratto-aiuto">
                    "CAMT.053 (XML) oppure CSV, anche più di uno in un file ZIP, al massimo 2 MB. Lo stesso file due volte non cambia nulla."
                </p>
            </div>
            <SubmitButton class="btn-outline">"Importa"</SubmitButton>
        </form>
    }
}

/// What the office may want to look at of what was not imported. Balances alone need no look.
fn not_imported(passed: Vec<Passed>) -> impl IntoView {
    let is_money = |passed: &Passed| !matches!(passed.why, Why::Balance | Why::Words);
    let is_open = passed.iter().any(is_money);
    let rows: Vec<_> = passed
        .iter()
        .map(|passed| {
            view! {
                <li class="wrap-anywhere">
                    <strong class="font-semibold">{words::why(passed.why)}</strong> ": "
                    {words::passed(passed)}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="mt-2" open=is_open>
                <summary class="text-link inline-flex min-h-11 cursor-pointer items-center">
                    "Movimenti non importati, uno per uno"
                </summary>
                <ul class="mt-2 flex flex-col gap-1 text-sm">{rows}</ul>
            </details>
        }
    })
}
