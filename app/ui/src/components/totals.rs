//! `Imponibile`, `IVA 22%`, `Totale`.

use domain::{
    Money,
    format::euro,
    money::Percent,
    vat::{self, Totals as Amounts},
};
use leptos::prelude::*;

/// The totals of a cart or an order. A change of the total is also spoken, once and politely.
#[component]
pub fn Totals(
    #[prop(into)] totals: Signal<Amounts>,
    /// What a code takes off; the row is shown when it is something.
    #[prop(optional, into)]
    discount: Signal<Option<Money>>,
    #[prop(default = vat::ordinary_rate())] rate: Percent,
    /// For amounts that never change, such as an example: nothing is spoken.
    #[prop(optional)]
    is_fixed: bool,
) -> impl IntoView {
    let net = move || euro(totals.get().net);
    let vat = move || euro(totals.get().vat);
    let total = move || euro(totals.get().total);
    let spoken = move || format!("Totale {}", total());
    let discounted = move || discount.get().filter(|amount| !amount.is_zero());
    let due = move || Some(totals.get()).filter(|t| t.due != t.total).map(|t| euro(t.due));

    view! {
        <dl class="ledger">
            {move || discounted().map(|amount| view! {
                <div><dt>"Sconto"</dt><dd>"−\u{a0}"{euro(amount)}</dd></div>
            })}
            <div><dt>"Imponibile"</dt><dd>{net}</dd></div>
            <div><dt>{format!("IVA {rate}%")}</dt><dd>{vat}</dd></div>
            <div class="ledger-sum"><dt>"Totale"</dt><dd>{total}</dd></div>
            {move || due().map(|due| view! {
                <div><dt>"Da pagare (scissione dei pagamenti)"</dt><dd class="font-bold">{due}</dd></div>
            })}
        </dl>
        {(!is_fixed).then(|| view! { <p class="sr-only" role="status">{spoken}</p> })}
    }
}
