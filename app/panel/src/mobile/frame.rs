//! What surrounds the pages on a telephone: whose service it is, and the places at the thumb.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::{A, Outlet};

use crate::frame::{for_owner, home};
use crate::notices::ExpiredNotice;
use crate::sign_in::api::LeavePanel;
use ui::components::{Icon, Sign};
use ui::layout::{CartLink, FaceMenu, MenuLink, SkipLink, ZoneHeader};
use ui::paths;
use ui::visitor::Visitor;

/// Around what is the owner's alone.
#[component]
pub fn MobileOwnersFrame() -> impl IntoView {
    for_owner(|| view! { <MobileFrame/> })
}

#[component]
pub fn MobileFrame() -> impl IntoView {
    let Visitor { is_additional_user, panel, .. } = Visitor::current();
    let is_owner = !is_additional_user;
    view! {
        <SkipLink/>
        <ZoneHeader name="App" home=paths::APP>
            <Who/>
        </ZoneHeader>
        <main id="contenuto" tabindex="-1" class="page">
            <div class="page-narrow">
                <ExpiredNotice way=format!("{}#servizio", paths::APP)/>
                <Outlet/>
            </div>
        </main>
        <nav class="places" aria-label="App">
            <A href=paths::APP exact=true><Icon sign=Sign::Home/>"Home"</A>
            {is_owner.then(|| view! {
                <A href=paths::APP_ADD_ONS><Icon sign=Sign::Shelf/>"Moduli"</A>
            })}
            <a href=home(panel)><Icon sign=Sign::Menu/>"Pannello"</a>
        </nav>
    }
}

#[component]
fn Who() -> impl IntoView {
    let Visitor { identity, in_cart, is_additional_user, panel, .. } = Visitor::current();
    let is_owner = !is_additional_user;
    identity.map(|identity| {
        view! {
            {is_owner.then(|| view! { <CartLink things=in_cart/> })}
            <FaceMenu identity label="Menu dell’app" leave=LeavePanel::url()>
                <MenuLink href=home(panel) text="Pannello completo" sign=Sign::Menu/>
                {is_owner.then(|| view! {
                    <MenuLink href=paths::AREA text="Area clienti" sign=Sign::Right/>
                })}
            </FaceMenu>
        }
    })
}
