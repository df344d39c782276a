//! `Annulla l’ordine`, with a second question that needs no WASM.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::CancelOrder;
use ui::components::SubmitButton;

/// Asks once more, then calls an unpaid order off and shows `page` again.
#[component]
pub fn CancelOrderForm(number: i64, #[prop(into)] page: String) -> impl IntoView {
    view! {
        <details class="group print-hidden">
            <summary class="btn btn-outline list-none [&::-webkit-details-marker]:hidden">
                <span class="group-open:hidden">
                    "Annulla l’ordine" <span class="sr-only">{format!(" {number}")}</span>
                </span>
                <span class="hidden group-open:inline">"No, tieni l’ordine"</span>
            </summary>
            <div class="mt-3 max-w-prose rounded-field border border-base-300 bg-base-200 p-4">
                <p>
                    "Vuoi annullare l’ordine " {number} "? Poi non si potrà più pagare: \
                     se ti servirà ancora, ne farai uno nuovo."
                </p>
                <div class="mt-3">
                    <form action=CancelOrder::url() method="post">
                        <input type="hidden" name="number" value=number/>
                        <input type="hidden" name="page" value=page/>
                        <SubmitButton class="btn-outline">"Sì, annulla l’ordine"</SubmitButton>
                    </form>
                </div>
            </div>
        </details>
    }
}
