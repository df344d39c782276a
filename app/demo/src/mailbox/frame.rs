//! What surrounds the mailbox: it must not look like a part of the shop.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use ui::{
    components::{Notice, Tone},
    layout::{SkipLink, ZoneHeader},
    paths,
};

#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Posta" home=paths::MAILBOX>
            <a class="nav-link" href=paths::HOME rel="external">"Torna al negozio"</a>
        </ZoneHeader>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// What this is, said on each of its pages.
#[component]
pub fn Simulator() -> impl IntoView {
    view! {
        <div class="mb-6">
            <Notice tone=Tone::Info title="È un simulatore: nessuna email parte davvero">
                <p>
                    "Il negozio dimostrativo raccoglie qui tutte le email che avrebbe inviato. Chiunque \
                     le può leggere: non scrivere dati veri."
                </p>
            </Notice>
        </div>
    }
}
