//! Prices, as every page of the shop shows them.

use domain::{Product, format::euro};
use leptos::{either::Either, prelude::*};

use super::api::{PriceList, load_prices};
use ui::components::loaded;

/// Shows its children once today's prices are known: `<WithPrices let:prices>…</WithPrices>`.
#[component]
pub fn WithPrices<F, V>(children: F) -> impl IntoView
where
    F: FnOnce(PriceList) -> V + Send + 'static,
    V: IntoView + 'static,
{
    loaded(load_prices(), children)
}

/// `18,00 € + IVA all’anno`, and below it what that makes with VAT.
#[component]
pub fn YearlyPrice(prices: PriceList, product: Product) -> impl IntoView {
    let net = prices.yearly(product).map(euro);
    let gross = prices.yearly_with_vat(product).map(euro);
    let each = if product == Product::User { "per utente, " } else { "" };

    match net.zip(gross) {
        None => Either::Left(view! { <p class="font-semibold">"Non in vendita oggi"</p> }),
        Some((net, gross)) => Either::Right(view! {
            <p>
                <strong class="figure text-3xl font-bold tracking-tight">{net}</strong>
                " + IVA " {each} "all’anno"
            </p>
            <p class="text-sm text-muted">{gross} " IVA inclusa"</p>
        }),
    }
}

/// `Gratuito`, where the promotion of today says so.
#[component]
pub fn GiftTag(prices: PriceList, product: Product) -> impl IntoView {
    prices.is_free_at_first(product).then(|| {
        view! {
            <p class="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
                <span class="gift">"Gratuito"</span>
                "con un nuovo servizio"
            </p>
        }
    })
}
