//! The warning that nothing here is for sale.

use leptos::prelude::*;

use super::Site;
use crate::paths;

/// A slim strip on top of every page of a demonstration shop, and nothing in a real one.
#[component]
pub fn DemoStrip() -> impl IntoView {
    Site::current().is_demo.then(|| {
        view! {
            <aside class="demo-strip on-dark bg-neutral text-neutral-content" aria-label="Avviso">
                <p class="mx-auto max-w-6xl px-4 py-1.5 text-micro md:px-8">
                    "Negozio dimostrativo: prezzi inventati, nessun pagamento reale. "
                    <a class="font-semibold whitespace-nowrap underline underline-offset-3" href=paths::MAILBOX rel="external">
                        "Apri la posta"
                    </a>
                </p>
            </aside>
        }
    })
}
