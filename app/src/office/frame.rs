//! What surrounds the office's pages.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::Outlet;

use super::api::LeaveOffice;
use crate::{
    layout::{SkipLink, ZoneHeader},
    paths,
};

#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Ufficio" home=paths::OFFICE/>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// Who works here, and `Esci`. A form of the browser itself: the page is loaded anew, so that no
/// order stays behind in its memory.
#[component]
pub fn SignedIn(username: String) -> impl IntoView {
    view! {
        <div class="flex flex-wrap items-center gap-x-2">
            <p class="text-muted">"Accesso come " <strong>{username}</strong></p>
            <form action=LeaveOffice::url() method="post">
                <button type="submit" class="btn btn-ghost">"Esci"</button>
            </form>
        </div>
    }
}
