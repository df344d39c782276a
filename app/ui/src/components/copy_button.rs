//! A button that copies a text: an IBAN, an order number.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Icon, Sign};

/// How long the button says that it worked.
const THANKS: Duration = Duration::from_secs(3);

/// Copies `text`. Hidden until the page is live, since nothing else could copy.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    /// What is copied, for those who listen: `l’IBAN`.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let done = window().navigator().clipboard().write_text(&text.get_untracked());
        leptos::task::spawn_local(async move {
            if JsFuture::from(done).await.is_ok() {
                copied.set(true);
                set_timeout(move || copied.set(false), THANKS);
            }
        });
    };
    let label = format!("Copia {what}");
    let sign = move || view! { <Icon sign=if copied.get() { Sign::Check } else { Sign::Copy }/> };

    view! {
        <span class="needs-wasm print-hidden inline-flex items-center gap-2">
            <button type="button" class="btn btn-outline btn-sm min-h-9" aria-label=label on:click=copy>
                {sign}
                {move || if copied.get() { "Copiato" } else { "Copia" }}
            </button>
            <span class="sr-only" role="status">{move || copied.get().then_some("Copiato")}</span>
        </span>
    }
}
