//! The question before another main service takes the place of the one in the cart.

use domain::Product;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::api::{LostCart, load_lost_cart};
use crate::cart::api::StartCart;
use ui::{
    components::{Notice, Tone, fetched},
    paths,
};

/// Asked where somebody has pressed `Acquista` although the cart was built for another service.
/// Nothing has happened to that cart yet.
#[component]
pub fn ReplaceCart(product: Product) -> impl IntoView {
    let is_asked =
        use_query_map().with_untracked(|query| query.get(paths::REPLACES_CART).is_some());
    is_asked.then(|| {
        fetched(load_lost_cart(product), move |lost| {
            lost.ok().flatten().map(|cart| view! { <Question product cart/> })
        })
    })
}

#[component]
fn Question(product: Product, cart: LostCart) -> impl IntoView {
    let LostCart { contents, version } = cart;
    let title = format!("Nel carrello c’è già {contents}");
    view! {
        <div class="mb-8" tabindex="-1" autofocus>
            <Notice tone=Tone::Warning title>
                <p>
                    "Si acquista un servizio alla volta. Se scegli " {product.name()}
                    ", quello che c’è adesso viene tolto e il carrello ricomincia da lì."
                </p>
                <div class="mt-4 flex flex-wrap items-center gap-3">
                    <a class="btn btn-primary" href=paths::CART>"Tieni il carrello"</a>
                    <form action=StartCart::url() method="post">
                        <input type="hidden" name="product" value=product.code()/>
                        <input type="hidden" name="replaces" value=version/>
                        <button class="btn btn-outline">"Sostituisci con " {product.name()}</button>
                    </form>
                </div>
            </Notice>
        </div>
    }
}
