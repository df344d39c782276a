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
    let (visitor, path) = (Visitor::current(), use_location().pathname);
    // An address of the panel that leads nowhere has this bar too, and another sign-in.
    let is_ours = move || path.with(|path| Zone::of(path) == Zone::Shop);
    let identity =
        Memo::new(move |_| visitor.with(|visitor| visitor.identity.clone()).filter(|_| is_ours()));
    let who = move || match identity.get() {
        Some(identity) => Either::Left(view! {
            <FaceMenu identity label="Il tuo account" leave=SignOut::url()>
                <MenuLink href=paths::PRODUCTS text="Prodotti" sign=Sign::Shelf is_narrow=true/>
                <MenuLink href=paths::AREA text="Area clienti" sign=Sign::Home/>
                <MenuLink href=format!("{}#{}", paths::AREA, paths::ORDERS) text="Ordini" sign=Sign::Sheet/>
                <MenuLink href=paths::RENEWAL text="Rinnovo" sign=Sign::Renew/>
                <MenuLink href=paths::METHODS text="Metodi di pagamento" sign=Sign::Card/>
                <MenuLink href=paths::PANEL text="Vai al pannello" sign=Sign::Right is_elsewhere=true/>
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
                <CartLink/>
                {who}
            </div>
        </header>
    }
}

#[component]
fn Links() -> impl IntoView {
    view! {
        <li><A href=paths::PRODUCTS attr:class="nav-link">"Prodotti"</A></li>
        <li><A href=paths::AREA attr:class="nav-link">"Area clienti"</A></li>
        <li><a class="nav-link" href=paths::PANEL rel="external">"Pannello"</a></li>
    }
}

/// `Carrello`, and how many things are in it.
#[component]
fn CartLink() -> impl IntoView {
    let visitor = Visitor::current();
    let things = Memo::new(move |_| visitor.with(|visitor| visitor.in_cart));
    let count = move || {
        let things = things.get();
        let noun = if things == 1 { "servizio" } else { "servizi" };
        let words = format!(" {things} {noun}");
        (things > 0).then(|| {
            view! {
                <span class="count" aria-hidden="true">{things}</span>
                <span class="sr-only">{words}</span>
            }
        })
    };
    view! {
        <A href=paths::CART attr:class="nav-link cart-link">
            <Icon sign=Sign::Basket/>
            <span class="cart-word">"Carrello"</span>
            {count}
        </A>
    }
}
