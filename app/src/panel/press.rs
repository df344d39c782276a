//! `Attiva`, `Acquista`, `Aggiungi`: the way from the panel into the cart.

use domain::Product;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::OpenCart;

/// A form of the browser itself: the cart is in the shop, which is loaded anew.
#[component]
pub fn Press(
    product: Product,
    /// The word on the button.
    text: &'static str,
    #[prop(default = "btn-primary")] class: &'static str,
) -> impl IntoView {
    let class = format!("btn {class}");
    let label = format!("{text}: {}", product.name());

    view! {
        <form action=OpenCart::url() method="post">
            <input type="hidden" name="product" value=product.code()/>
            <button type="submit" class=class aria-label=label>{text}</button>
        </form>
    }
}
