//! The page of the cart.

use domain::cart::Purpose;
use leptos::either::{Either, EitherOf4};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_query_map;

use super::api::{CartView, TwoCartsView, load_cart, load_two_carts};
use super::extension_switch::ExtensionSwitch;
use super::leaving::arrive_first;
use super::lines::CartLines;
use super::live::LiveCart;
use super::offers::Offers;
use super::summary::{Summary, TotalInSight};
use super::two_carts::WhichCart;
use ui::components::{
    EmptyState, Failed, Notice, PageTitle, Sign, Step, Steps, Tone, Way, fetched,
};
use ui::error::AppError;
use ui::layout::tell_cart_link;
use ui::live::live;
use ui::{paths, wording};

#[component]
pub fn CartPage() -> impl IntoView {
    let places = use_query_map().with_untracked(|query| query.get(paths::CART_PLACES));
    fetched(load(places), |view| match view {
        Ok(Either::Left(two)) => EitherOf4::A(view! { <WhichCart two/> }),
        Ok(Either::Right(view)) if view.open.is_some() => {
            let given_up = view.is_given_up.then(|| view! { <GivenUp/> });
            EitherOf4::B((given_up, live(LIVE, view, filled_cart)))
        }
        Ok(Either::Right(view)) => EitherOf4::C(view! { <EmptyCart view/> }),
        Err(error) => EitherOf4::D(view! { <NotLoaded error/> }),
    })
}

/// Which cart it is comes first.
async fn load(places: Option<String>) -> Result<Either<TwoCartsView, CartView>, AppError> {
    match load_two_carts().await? {
        Some(two) => Ok(Either::Left(two)),
        None => load_cart(places).await.map(Either::Right),
    }
}

/// Nothing is ordered for a service that is being given up.
#[component]
fn GivenUp() -> impl IntoView {
    view! {
        <div class="mb-4">
            <Notice tone=Tone::Warning title="Hai chiesto la disdetta">
                <p>
                    "Per ordinare, prima ritira la richiesta. "
                    <a class="text-link" href=paths::TERMINATION>"Vai alla disdetta"</a>
                </p>
            </Notice>
        </div>
    }
}

/// The name of the living part.
pub const LIVE: &str = "carrello";

/// The cart as it lives in the browser, and as the server draws it first.
pub fn filled_cart(view: CartView) -> AnyView {
    let Some(open) = view.open.clone() else { return ().into_any() };
    let live = LiveCart::new(view, open);
    let content = move || {
        if live.is_gone.get() {
            view! { <GoneCart/> }.into_any()
        } else {
            view! { <OpenCart live/> }.into_any()
        }
    };
    view! { {content} }.into_any()
}

#[component]
fn OpenCart(live: LiveCart) -> impl IntoView {
    Effect::new(move || tell_cart_link(live.cart().things()));
    arrive_first(live);
    // What the page came with is old news after a press, but keeps its room.
    let came_with = live.came_with.with_value(Clone::clone);
    let is_told = came_with.is_some();
    // A choice that the page began without stands below everything that is pressed to make it.
    let is_late = live.entered().is_empty();
    view! {
        <Steps
            current=Step::Cart
            way=Way::of(matches!(live.purpose(), Purpose::FirstPurchase { .. }), !live.signed_in)
        />
        <PageTitle
            text="Carrello"
            in_error=Signal::derive(move || {
                live.error.get().is_some() || (is_told && !live.is_pressed.get())
            })
        />
        <div class:invisible=live.is_pressed>
            <Trouble error=came_with/>
        </div>
        <Failed error=live.error/>
        <p class="sr-only" role="status">{live.said}</p>
        <div class="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div class="stack min-w-0">
                <CartLines live/>
                {(!is_late).then(|| view! { <ExtensionSwitch live/> })}
                <Offers live/>
                {is_late.then(|| view! { <ExtensionSwitch live is_late/> })}
            </div>
            <Summary live/>
        </div>
        <TotalInSight live/>
    }
}

/// What was on the page is no longer true, so nothing of it stays: neither the number in the header
/// nor the control that had the focus.
#[component]
fn GoneCart() -> impl IntoView {
    let news = NodeRef::<html::Div>::new();
    Effect::new(move || {
        tell_cart_link(0);
        if let Some(news) = news.get() {
            let _ = news.focus();
        }
    });
    view! {
        <PageTitle text="Carrello"/>
        <div role="alert" tabindex="-1" node_ref=news>
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
    view! {
        <PageTitle text="Carrello"/>
        <Trouble error=view.error/>
        <EmptyState title="Il carrello è vuoto" sign=Sign::Basket>
            <p>"Scegli Fatturazione Elettronica e i moduli che ti servono: i prezzi si vedono subito, IVA compresa."</p>
            <a class="btn btn-primary" href=paths::product(domain::Product::Invoicing)>
                "Vedi Fatturazione Elettronica"
            </a>
        </EmptyState>
    }
}

/// What went wrong before the page came.
#[component]
fn Trouble(error: Option<AppError>) -> impl IntoView {
    error.map(|error| {
        view! { <div class="mb-6"><Notice tone=Tone::Error title=wording::load_sentence(&error)/></div> }
    })
}

#[component]
fn NotLoaded(error: AppError) -> impl IntoView {
    view! {
        <PageTitle text="Carrello" in_error=true/>
        <Notice tone=Tone::Error title=wording::load_sentence(&error)>
            <p>"Quello che avevi scelto è conservato. " <a class="text-link" href=paths::CART rel="external">"Riprova"</a></p>
        </Notice>
    }
}
