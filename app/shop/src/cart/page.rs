//! The page of the cart.

use domain::cart::Purpose;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{CartView, load_cart};
use super::extension_switch::ExtensionSwitch;
use super::lines::CartLines;
use super::live::LiveCart;
use super::offers::Offers;
use super::summary::{Summary, TotalInSight};
use ui::components::{EmptyState, Notice, PageTitle, Sign, Step, Steps, Tone};
use ui::error::AppError;
use ui::visitor::Visitor;
use ui::{paths, wording};

#[component]
pub fn CartPage() -> impl IntoView {
    let query = use_query_map();
    let places = move || query.with_untracked(|query| query.get(paths::CART_PLACES));
    let view = Resource::new(places, load_cart);
    let content = move || {
        Suspend::new(async move {
            match view.await {
                Ok(view) => match view.open.clone() {
                    Some(open) => {
                        EitherOf3::A(view! { <FilledCart live=LiveCart::new(view, open)/> })
                    }
                    None => EitherOf3::B(view! { <EmptyCart view/> }),
                },
                Err(error) => EitherOf3::C(view! { <Failed error/> }),
            }
        })
    };
    view! {
        <Suspense fallback=|| view! { <p class="text-muted">"Apriamo il carrello…"</p> }>
            {content}
        </Suspense>
    }
}

#[component]
fn FilledCart(live: LiveCart) -> impl IntoView {
    let content = move || {
        if live.is_gone.get() {
            view! { <GoneCart/> }.into_any()
        } else {
            view! { <OpenCart live/> }.into_any()
        }
    };
    view! { {content} }
}

#[component]
fn OpenCart(live: LiveCart) -> impl IntoView {
    tell_header(move || live.cart().things());
    view! {
        <Steps
            current=Step::Cart
            is_known=live.signed_in && !matches!(live.purpose(), Purpose::FirstPurchase { .. })
        />
        <PageTitle
            text="Carrello"
            in_error=Signal::derive(move || live.error.get().is_some())
        />
        <Trouble error=live.error.into()/>
        <p class="sr-only" role="status">{live.said}</p>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="stack min-w-0">
                <CartLines live/>
                <ExtensionSwitch live/>
                <Offers live/>
            </div>
            <Summary live/>
        </div>
        <TotalInSight live/>
    }
}

/// What was on the page is no longer true, so nothing of it stays.
#[component]
fn GoneCart() -> impl IntoView {
    view! {
        <PageTitle text="Carrello"/>
        <div role="alert">
            <EmptyState title="Questo carrello non c’è più">
                <p>
                    "È stato svuotato o ordinato in un’altra finestra. Gli ordini li trovi nell’"
                    <a class="text-link" href=paths::AREA>"area clienti"</a> "."
                </p>
                <a class="btn btn-primary" href=paths::PRODUCTS>"Guarda i prodotti"</a>
            </EmptyState>
        </div>
    }
}

#[component]
fn EmptyCart(view: CartView) -> impl IntoView {
    tell_header(|| 0);
    let error = view.error;
    view! {
        <PageTitle text="Carrello"/>
        <Trouble error=Signal::derive(move || error.clone())/>
        <EmptyState title="Il carrello è vuoto" sign=Sign::Basket>
            <p>"Scegli Fatturazione Elettronica e i moduli che ti servono: i prezzi si vedono subito, IVA compresa."</p>
            <a class="btn btn-primary" href=paths::product(domain::Product::Invoicing)>
                "Vedi Fatturazione Elettronica"
            </a>
        </EmptyState>
    }
}

/// How many things are in the cart, at every press.
fn tell_header(things: impl Fn() -> usize + 'static) {
    let visitor = Visitor::current();
    Effect::new(move |_| {
        let in_cart = things();
        visitor.update(|visitor| visitor.in_cart = in_cart);
    });
}

/// What went wrong with the last press.
#[component]
fn Trouble(error: Signal<Option<AppError>>) -> impl IntoView {
    let notice = move || {
        error.get().map(|error| {
            view! { <div class="mb-6"><Notice tone=Tone::Error title=wording::load_sentence(&error)/></div> }
        })
    };
    view! { {notice} }
}

#[component]
fn Failed(error: AppError) -> impl IntoView {
    view! {
        <PageTitle text="Carrello" in_error=true/>
        <Notice tone=Tone::Error title=wording::load_sentence(&error)>
            <p>"Quello che avevi scelto è conservato. " <a class="text-link" href=paths::CART rel="external">"Riprova"</a></p>
        </Notice>
    }
}
