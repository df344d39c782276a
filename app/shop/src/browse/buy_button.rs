//! `Acquista`.

use domain::Product;
use domain::hindrance::Hindrance;
use leptos::{either::Either, prelude::*, server_fn::ServerFn};

use super::hindered::Hindered;
use crate::cart::api::StartCart;
use ui::components::SubmitButton;

/// Puts a product into the cart and leads there, or says what stands in the way.
#[component]
pub fn BuyButton(
    product: Product,
    /// What the price list knows of whoever asks.
    hindrance: Option<Hindrance>,
    #[prop(default = "btn-primary")] class: &'static str,
) -> impl IntoView {
    match hindrance {
        Some(hindrance) => Either::Left(view! { <Hindered product hindrance class/> }),
        None => Either::Right(view! { <Buy product class/> }),
    }
}

#[component]
fn Buy(product: Product, class: &'static str) -> impl IntoView {
    view! {
        <form action=StartCart::url() method="post">
            <input type="hidden" name="product" value=product.code()/>
            <SubmitButton
                class=class
                aria_label=format!("Acquista {}", product.name())
            >
                "Acquista"
            </SubmitButton>
        </form>
    }
}
