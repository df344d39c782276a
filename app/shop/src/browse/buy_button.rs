//! `Acquista`.

use domain::Product;
use leptos::prelude::*;

use crate::cart::api::StartCart;
use ui::components::{Failure, SubmitButton};

/// Puts a product into the cart and leads there.
#[component]
pub fn BuyButton(
    product: Product,
    #[prop(default = "btn-primary")] class: &'static str,
) -> impl IntoView {
    let action = ServerAction::<StartCart>::new();
    let failure = move || action.value().get().and_then(Result::err);

    view! {
        <ActionForm action=action>
            <input type="hidden" name="product" value=product.code()/>
            <SubmitButton
                pending=action.pending()
                class=class
                aria_label=format!("Acquista {}", product.name())
            >
                "Acquista"
            </SubmitButton>
            {move || failure().map(|error| view! {
                <div class="mt-3"><Failure error=error/></div>
            })}
        </ActionForm>
    }
}
