//! Products beside each other, on the first page and on the list.

use domain::Product;
use leptos::prelude::*;

use super::{
    api::PriceList,
    buy_button::BuyButton,
    prices::{GiftTag, YearlyPrice},
    product_text,
};
use ui::paths;

/// A main service, with what it does and `Acquista`.
#[component]
pub fn ServiceCard(prices: PriceList, product: Product) -> impl IntoView {
    let text = product_text::of(product);
    let hindrance = prices.hindrance(product);
    let does = text.does.iter().take(3).map(|line| view! { <li>{*line}</li> }).collect::<Vec<_>>();

    view! {
        <section class="panel flex flex-col gap-5 p-6 sm:p-8">
            <div>
                <h3 class="text-heading font-bold tracking-tight">{product.name()}</h3>
                <p class="mt-1.5 text-muted">{text.audience}</p>
            </div>
            <ul class="ticks grow">{does}</ul>
            <div><YearlyPrice prices=prices product=product/></div>
            <div class="flex flex-wrap items-center gap-x-5 gap-y-3">
                <BuyButton product hindrance/>
                <a class="text-link" href=paths::product(product) aria-label=format!("Scopri {}", product.name())>
                    "Scopri"
                </a>
            </div>
        </section>
    }
}

/// An add-on: its name leads to its page.
#[component]
pub fn AddOnCard(prices: PriceList, product: Product) -> impl IntoView {
    view! {
        <li class="panel relative flex flex-col gap-3 p-5 transition-colors hover:border-primary">
            <h3>
                <a class="card-link" href=paths::product(product)>{product.name()}</a>
            </h3>
            <p class="grow text-muted">{product_text::of(product).claim}</p>
            <div><YearlyPrice prices=prices.clone() product=product/></div>
            <GiftTag prices=prices product=product/>
            <p><span class="text-link" aria-hidden="true">"Scopri"</span></p>
        </li>
    }
}

/// Every add-on of a main service.
#[component]
pub fn AddOns(prices: PriceList, service: Product) -> impl IntoView {
    let cards = service
        .add_ons()
        .map(|product| view! { <AddOnCard prices=prices.clone() product=product/> })
        .collect::<Vec<_>>();

    view! { <ul class="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">{cards}</ul> }
}
