//! What somebody copies or takes along to pay later: each value with the button that copies it, and
//! the document to print.

use domain::Money;
use domain::format::euro;
use leptos::prelude::*;

use ui::components::{CopyButton, Definition};

/// A value and the button that copies it as it has to be typed. The button is higher than a line
/// and takes no more room than one, so that values stay level with their names.
#[component]
pub fn Copied(shown: String, copied: String, what: &'static str) -> impl IntoView {
    view! {
        <span class="-my-1.5 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span class="tabular-nums">{shown}</span>
            <CopyButton text=copied what/>
        </span>
    }
}

/// How much, and the only words that belong beside it.
#[component]
pub fn AmountAndReason(due: Money, number: i64) -> impl IntoView {
    let number = number.to_string();
    view! {
        <Definition term="Importo">
            <Copied
                shown=euro(due)
                copied=due.to_string().replace('.', ",")
                what="l’importo"
            />
        </Definition>
        <Definition term="Causale">
            <Copied shown=number.clone() copied=number what="la causale"/>
        </Definition>
    }
}

/// A link to a document that the server draws; the router of the pages does not know it.
#[component]
pub fn Download(href: String, label: &'static str) -> impl IntoView {
    view! {
        <p class="print-hidden mt-5">
            <a class="btn btn-outline" href=href rel="external">{label}</a>
        </p>
    }
}
