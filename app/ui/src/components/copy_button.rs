//! A button that copies a text: an IBAN, an order number.

use leptos::prelude::*;

use super::{Icon, Sign};

/// Copies `text` (`crate::behaviour`). Hidden without a script, since nothing else could copy.
#[component]
pub fn CopyButton(
    #[prop(into)] text: String,
    /// What is copied, for those who listen: `l’IBAN`.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let label = format!("Copia {what}");

    view! {
        <span class="needs-wasm print-hidden inline-flex items-center gap-2">
            <button type="button" class="btn btn-outline btn-sm copy" aria-label=label data-copy=text>
                <Icon sign=Sign::Copy/>
                <Icon sign=Sign::Check/>
                <span>"Copia"</span>
                <span>"Copiato"</span>
            </button>
            <span class="sr-only" role="status"></span>
        </span>
    }
}
