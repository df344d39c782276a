//! `Potrebbero interessarti anche questi servizi aggiuntivi`.

use domain::cart::{Change, Purpose};
use domain::catalog::{Kind, Product};
use domain::format::euro;
use leptos::prelude::*;

use super::api::Press;
use super::lines::HowMany;
use super::live::LiveCart;
use super::press_form::PressForm;
use ui::wording;

/// The add-ons that are neither in the cart nor owned. A module left out of a renewal can come back.
#[component]
pub fn Offers(live: LiveCart) -> impl IntoView {
    let owned = live.given().owned_products();
    let offered = Memo::new(move |_| {
        let cart = live.cart();
        let is_there = |p: &Product| p.is_module() && cart.holds(*p, &owned) || cart.has(*p);
        cart.service.add_ons().filter(|p| !is_there(p)).collect::<Vec<Product>>()
    });
    view! {
        <Show when=move || !offered.get().is_empty()>
            <section aria-labelledby="offerte">
                <h2 id="offerte" class="mb-4">
                    "Potrebbero interessarti anche questi servizi aggiuntivi"
                </h2>
                <ul class="grid gap-4 md:grid-cols-2">
                    <For each=move || offered.get() key=|product| *product let:product>
                        <Offer live product/>
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn Offer(live: LiveCart, product: Product) -> impl IntoView {
    let control = match product.kind() {
        Kind::Counted => view! { <HowMany live product/> }.into_any(),
        Kind::Module | Kind::MainService => view! { <Add live product/> }.into_any(),
    };
    view! {
        <li class="panel flex flex-col gap-3 p-5">
            <div>
                <h3>{product.name()}</h3>
                <YearlyPrice live product/>
            </div>
            <p class="grow text-muted">{wording::product_description(product)}</p>
            {control}
        </li>
    }
}

/// What a year costs, or that it is free with a new service.
#[component]
fn YearlyPrice(live: LiveCart, product: Product) -> impl IntoView {
    let text = move || {
        let (terms, today) = (live.terms(), live.given().today);
        let is_first = matches!(live.cart().purpose, Purpose::FirstPurchase { .. });
        if is_first && terms.is_free_with_first_purchase(product, today) {
            return view! { <span class="gift">"Gratuito"</span> }.into_any();
        }
        let price = terms.yearly(product, today).map(euro).unwrap_or_default();
        view! { <span class="figure">{price} " + IVA all’anno"</span> }.into_any()
    };
    view! { {text} }
}

/// `+Aggiungi al carrello`: with what the module needs, if that is missing.
#[component]
fn Add(live: LiveCart, product: Product) -> impl IntoView {
    let missing = Memo::new(move |_| {
        let (cart, owned) = (live.cart(), live.given().owned_products());
        let is_missing = |needs: &Product| !cart.has(*needs) && !owned.contains(needs);
        product.facts().requires.iter().copied().find(is_missing)
    });
    let label = move || match missing.get() {
        Some(needs) => format!("Aggiungi al carrello {} e {}", product.name(), needs.name()),
        None => format!("Aggiungi al carrello {}", product.name()),
    };
    let note = move || {
        missing.get().map(|needs| {
            let name = needs.name();
            view! { <p>"Con un clic aggiungi anche " {name} "."</p> }
        })
    };
    view! {
        {note}
        <PressForm live press=Press::Add product=product change=Change::AddWithRequired(product)>
            <button class="btn btn-outline btn-primary" aria-label=label>"+Aggiungi al carrello"</button>
        </PressForm>
    }
}
