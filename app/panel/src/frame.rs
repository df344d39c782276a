//! What surrounds the panel's pages: a plain bar outside the door, bar and menu inside it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::{A, Outlet};

use super::api::LeavePanel;
use ui::{
    layout::{NarrowMenu, SkipLink, ZoneHeader},
    paths,
};

/// Around the pages for those who are not inside yet.
#[component]
pub fn Doorway() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Pannello" home=paths::PANEL/>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// Around the pages of a service.
#[component]
pub fn Frame() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Pannello" home=paths::PANEL>
            <div class="flex items-center gap-1">
                <LeaveButton/>
                <NarrowMenu label="Pannello" class="lg:hidden">
                    <Links/>
                </NarrowMenu>
            </div>
        </ZoneHeader>
        <div class="mx-auto flex w-full max-w-6xl grow">
            <div class="print-hidden w-60 flex-none border-e border-base-300 max-lg:hidden">
                <nav class="sticky top-0 py-8 ps-2 pe-4" aria-label="Pannello">
                    <ul class="flex flex-col gap-1">
                        <Links/>
                    </ul>
                </nav>
            </div>
            <main id="contenuto" tabindex="-1" class="page min-w-0">
                <Outlet/>
            </main>
        </div>
    }
}

#[component]
fn Links() -> impl IntoView {
    view! {
        <li><A href=paths::PANEL exact=true attr:class="side-link">"Home"</A></li>
        <li><A href=paths::PANEL_ADD_ONS attr:class="side-link">"Servizi aggiuntivi"</A></li>
        <li class="mt-2 border-t border-base-300 pt-2">
            <a class="side-link" href=paths::AREA rel="external">"Area clienti"</a>
        </li>
    }
}

/// `Esci`. A form of the browser itself: the page is loaded anew, so that nothing of the service
/// stays behind in its memory.
#[component]
pub fn LeaveButton() -> impl IntoView {
    view! {
        <form action=LeavePanel::url() method="post">
            <button type="submit" class="btn btn-ghost max-sm:px-3">"Esci"</button>
        </form>
    }
}
