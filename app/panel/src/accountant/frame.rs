//! What surrounds the accountants' pages.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::Outlet;

use super::api::LeaveAccountant;
use ui::components::Sign;
use ui::layout::{FaceMenu, MenuLink, SkipLink, ZoneHeader};
use ui::paths;
use ui::visitor::Visitor;

/// Around the pages for those who are not inside yet.
#[component]
pub fn Doorway() -> impl IntoView {
    view! {
        <SkipLink/>
        <ZoneHeader name="Commercialista" home=paths::ACCOUNTANT/>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}

/// Around the pages of whoever has signed in.
#[component]
pub fn Frame() -> impl IntoView {
    let identity = Visitor::current().identity;
    view! {
        <SkipLink/>
        <ZoneHeader name="Commercialista" home=paths::ACCOUNTANT>
            {identity.map(|identity| view! {
                <FaceMenu identity label="Il tuo menu" leave=LeaveAccountant::url()>
                    <MenuLink href=paths::ACCOUNTANT text="I tuoi clienti" sign=Sign::People/>
                    <MenuLink href=paths::ACCOUNTANT_DATA text="I tuoi dati" sign=Sign::Person/>
                    <MenuLink
                        href=paths::ACCOUNTANT_PASSWORD
                        text="Cambia la password"
                        sign=Sign::Lock
                    />
                </FaceMenu>
            })}
        </ZoneHeader>
        <main id="contenuto" tabindex="-1" class="page">
            <Outlet/>
        </main>
    }
}
