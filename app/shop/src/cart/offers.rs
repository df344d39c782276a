//! `Potrebbero interessarti anche questi servizi aggiuntivi`.

use domain::catalog::Product;
use leptos::prelude::*;

use super::add_on_row::AddOnRows;
use super::live::LiveCart;

/// The add-ons that are neither below the service nor owned, in the order of the catalogue. A module
/// left out of a renewal can come back.
#[component]
pub fn Offers(live: LiveCart) -> impl IntoView {
    let (owned, entered) = (live.given().owned_products(), live.entered());
    let products: Vec<Product> = untrack(|| {
        let cart = live.cart();
        let is_owned = |p: &Product| p.is_module() && !cart.has(*p) && cart.holds(*p, &owned);
        let add_ons = cart.service.add_ons();
        add_ons.filter(|p| !entered.contains(p) && !is_owned(p)).collect()
    });
    (!products.is_empty()).then(|| {
        view! {
            <section class="panel" aria-labelledby="offerte">
                <h2 id="offerte" class="panel-head">
                    "Potrebbero interessarti anche questi servizi aggiuntivi"
                </h2>
                <AddOnRows live products/>
            </section>
        }
    })
}
