//! The bar on top of the shop's pages: where to go, what is in the cart, and who has signed in.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::components::A;
use leptos_router::hooks::use_location;

use super::{BrandLink, DemoStrip, FaceMenu, MenuLink, NarrowMenu, SignOut, Visitor};
use crate::components::{Icon, Sign};
use crate::{Zone, paths};

#[component]
pub fn Header() -> impl IntoView {
    // An address of the panel that leads nowhere has this bar too, and another sign-in.
    let is_ours = use_location().pathname.with_untracked(|path| Zone::of(path) == Zone::Shop);
    let Visitor { identity, in_cart, way_back, .. } = Visitor::current();
    let (back, back_text) = match way_back {
        Some(app) => (app, "Torna all’app"),
        None => (paths::PANEL.to_owned(), "Vai al pannello"),
    };
    let who = match identity.filter(|_| is_ours) {
        Some(identity) => Either::Left(view! {
            <FaceMenu identity label="Il tuo account" leave=SignOut::url()>
                <MenuLink href=paths::PRODUCTS text="Prodotti" sign=Sign::Shelf is_narrow=true/>
                <MenuLink href=paths::AREA text="Area clienti" sign=Sign::Home/>
                <MenuLink href=paths::OWN_ORDERS text="Ordini" sign=Sign::Sheet/>
                <MenuLink href=paths::RENEWAL text="Rinnovo" sign=Sign::Renew/>
                <MenuLink href=paths::METHODS text="Metodi di pagamento" sign=Sign::Card/>
                <MenuLink href=paths::DATA text="I tuoi dati" sign=Sign::Person/>
                <MenuLink href=back text=back_text sign=Sign::Right/>
            </FaceMenu>
        }),
        None => Either::Right(view! {
            <A href=paths::SIGN_IN attr:class="nav-link max-md:hidden">
                <Icon sign=Sign::Person/>
                "Accedi"
            </A>
            <NarrowMenu label="Menu" class="md:hidden">
                <Links/>
                <li><A href=paths::SIGN_IN attr:class="nav-link">"Accedi"</A></li>
            </NarrowMenu>
        }),
    };

    view! {
        <DemoStrip/>
        <header class="site-header">
            <div class="bar">
                <BrandLink href=paths::HOME/>
                <nav class="max-md:hidden" aria-label="Principale">
                    <ul class="bar-links">
                        <Links/>
                    </ul>
                </nav>
                <CartLink things=in_cart/>
                {who}
            </div>
        </header>
    }
}

#[component]
fn Links() -> impl IntoView {
    let (panel, name) = match Visitor::current().way_back {
        Some(app) => (app, "Torna all’app"),
        None => (paths::PANEL.to_owned(), "Pannello"),
    };
    view! {
        <li><A href=paths::PRODUCTS attr:class="nav-link">"Prodotti"</A></li>
        <li><A href=paths::AREA attr:class="nav-link">"Area clienti"</A></li>
        <li><a class="nav-link" href=panel rel="external">{name}</a></li>
    }
}

/// `Carrello`, and how many things are in it.
#[component]
pub fn CartLink(things: usize) -> impl IntoView {
    view! {
        <A href=paths::CART attr:class="nav-link">
            <Icon sign=Sign::Basket/>
            <span class="cart-word">"Carrello"</span>
            <span id=IN_CART inner_html=in_cart(things)></span>
        </A>
    }
}

/// Where the header says how many things are in the cart.
const IN_CART: &str = "nel-carrello";

/// The number for those who look, and in words for those who listen; nothing of an empty cart.
fn in_cart(things: usize) -> String {
    let noun = match things {
        0 => return String::new(),
        1 => "servizio",
        _ => "servizi",
    };
    format!(
        r#"<span class="count" aria-hidden="true">{things}</span><span class="sr-only"> {things} {noun}</span>"#
    )
}

/// The cart on the page has changed; the header around it is the server's.
pub fn tell_cart_link(things: usize) {
    if let Some(place) = document().get_element_by_id(IN_CART) {
        place.set_inner_html(&in_cart(things));
    }
}
