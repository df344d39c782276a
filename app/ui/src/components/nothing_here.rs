//! What stands behind an address that leads nowhere, and behind things that belong to others.

use leptos::prelude::*;

use super::PageTitle;
use crate::paths;

/// Where somebody goes on from there: an address and its name, the likelier first. A zone that is not
/// the shop provides its own. They are the same for everybody, so they tell nothing of what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaysOn(pub [(&'static str, &'static str); 2]);

impl Default for WaysOn {
    fn default() -> Self {
        Self([(paths::HOME, "Pagina iniziale"), (paths::PRODUCTS, "Prodotti e prezzi")])
    }
}

/// The content alone, for a known route whose thing does not exist or is not the visitor's.
#[component]
pub fn NothingHere() -> impl IntoView {
    #[cfg(feature = "ssr")]
    crate::request::answer_with(axum::http::StatusCode::NOT_FOUND);
    let WaysOn([(first, first_name), (second, second_name)]) = use_context().unwrap_or_default();

    view! {
        <PageTitle text="Pagina non trovata">
            "A questo indirizzo non c’è nulla. Controlla di averlo scritto per intero, oppure riparti da qui."
        </PageTitle>
        <p class="flex flex-wrap gap-3">
            <a class="btn btn-primary" href=first>{first_name}</a>
            <a class="btn btn-outline" href=second>{second_name}</a>
        </p>
    }
}
