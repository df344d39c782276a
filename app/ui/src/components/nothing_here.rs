//! What stands behind an address that leads nowhere, and behind things that belong to others.

use leptos::prelude::*;

use super::PageTitle;
use crate::paths;

/// The content alone, for a known route whose thing does not exist or is not the visitor's.
#[component]
pub fn NothingHere() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::answer_with(axum::http::StatusCode::NOT_FOUND);

    view! {
        <PageTitle text="Pagina non trovata">
            "A questo indirizzo non c’è nulla. Controlla di averlo scritto per intero, oppure riparti da qui."
        </PageTitle>
        <p class="flex flex-wrap gap-3">
            <a class="btn btn-primary" href=paths::HOME>"Pagina iniziale"</a>
            <a class="btn btn-outline" href=paths::PRODUCTS>"Prodotti e prezzi"</a>
        </p>
    }
}
