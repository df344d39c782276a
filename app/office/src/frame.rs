//! What surrounds the office's pages: a plain bar outside the door, who works here inside it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::Outlet;

use super::api::{LeaveOffice, load_who_works};
use ui::{
    components::fetched,
    layout::{SkipLink, ZoneHeader},
    paths,
};

/// Around the sign-in.
#[component]
pub fn Doorway() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Ufficio" home=paths::OFFICE/>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// Around the pages for those who have signed in.
#[component]
pub fn Frame() -> impl IntoView {
    let signed_in = fetched(load_who_works(), |username| {
        username.ok().map(|username| view! { <SignedIn username/> })
    });
    view! {
        <SkipLink/>
        <ZoneHeader name="Ufficio" home=paths::OFFICE>
            {signed_in}
        </ZoneHeader>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// Who works here, and `Esci`. A form of the browser itself: the page is loaded anew, so that no
/// order stays behind in its memory.
#[component]
fn SignedIn(username: String) -> impl IntoView {
    view! {
        <div class="flex min-w-0 items-center gap-x-1">
            <p class="min-w-0 wrap-anywhere text-muted">
                <span class="max-sm:sr-only">"Accesso come "</span>
                <a class="text-link font-semibold" href=paths::OFFICE_FACTOR rel="external">
                    {username} <span class="sr-only">": verifica in due passaggi"</span>
                </a>
            </p>
            <form action=LeaveOffice::url() method="post">
                <button type="submit" class="btn btn-ghost">"Esci"</button>
            </form>
        </div>
    }
}
