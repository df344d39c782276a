//! What somebody is buying, beside the form in which they say who they are.

use domain::format::euro;
use domain::quote::{Line, Quote};
use leptos::prelude::*;

use ui::{paths, wording};

/// `Nel carrello`: each line with its price, and the total.
#[component]
pub fn InCart(quote: Quote) -> impl IntoView {
    let Quote { lines, discount, totals, .. } = quote;
    let line = |line: Line| {
        let price = if line.net.is_zero() { "Gratuito".to_owned() } else { euro(line.net) };
        view! { <div><dt>{wording::counted(line.product, line.quantity)}</dt><dd>{price}</dd></div> }
    };
    let discount = (!discount.is_zero()).then(|| {
        view! { <div><dt>"Sconto"</dt><dd>"−\u{a0}"{euro(discount)}</dd></div> }
    });

    view! {
        <aside class="panel in-cart" aria-labelledby="nel-carrello">
            <div class="mb-3 flex items-baseline justify-between gap-4">
                <h2 id="nel-carrello">"Nel carrello"</h2>
                <a class="text-link text-sm" href=paths::CART>
                    "Modifica" <span class="sr-only">" il carrello"</span>
                </a>
            </div>
            <dl class="ledger">
                {lines.into_iter().map(line).collect_view()}
                {discount}
                <div><dt>"IVA"</dt><dd>{euro(totals.vat)}</dd></div>
                <div class="ledger-sum"><dt>"Totale"</dt><dd>{euro(totals.total)}</dd></div>
            </dl>
        </aside>
    }
}
