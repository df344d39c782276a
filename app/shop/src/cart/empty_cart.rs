//! `Svuota il carrello`, after a confirmation that needs no script.

use domain::cart::Purpose;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::EmptyCart;
use super::live::LiveCart;

/// A form of the browser itself: the page that comes back is another one.
#[component]
pub fn EmptyTheCart(live: LiveCart) -> impl IntoView {
    let rest = match live.purpose() {
        Purpose::FirstPurchase { .. } => None,
        Purpose::Add | Purpose::Renewal { .. } => Some(" I servizi che hai già restano tuoi."),
    };
    view! {
        <details class="cart-end">
            <summary class="text-link inline-flex min-h-11 cursor-pointer items-center">
                "Svuota il carrello"
            </summary>
            <form
                method="post"
                action=EmptyCart::url()
                class="mt-3 flex flex-wrap items-center gap-3"
            >
                <input type="hidden" name="version" value=move || live.version()/>
                <p>"Togliamo tutto quello che hai scelto." {rest}</p>
                <button class="btn btn-outline btn-sm">"Sì, svuota"</button>
            </form>
        </details>
    }
}
