//! `Paga`: choose how, also otherwise than before.

use domain::format::date;
use domain::order::OrderState;
use domain::payment::PayWith;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::order::api::{OrderView, PayOrder};
use crate::order::form::payment::{
    charge, charge_id, kept, meaning_now, meaning_of_kept, way_id, way_name, ways,
};
use ui::components::{Card, Notice, PaymentMark, SubmitButton, Tone};
use ui::wording;

/// The ways to pay an order that waits, the one chosen before in front.
#[component]
pub fn Pay(view: OrderView) -> impl IntoView {
    let OrderView { order, methods, stored, not_paid, next_year, decided, .. } = view;
    let number = order.number;
    let chosen = order.method;
    // How to pay later as chosen stands above already.
    let is_told = !chosen.is_immediate();
    let title = if is_told { "Oppure paga in un altro modo" } else { "Paga l’ordine" };
    let turns_renewal_on = methods.iter().any(|method| method.is_immediate());
    let until = match order.state {
        OrderState::AwaitingPayment { valid_until } => date(valid_until),
        _ => String::new(),
    };
    let ways = ways(&stored, &methods);
    let first_kept = ways.iter().copied().find(|way| way.stored.is_some() && !is_told);
    let chosen = first_kept.unwrap_or(PayWith::from(chosen));
    let ways: Vec<PayWith> = ways.into_iter().filter(|way| !(is_told && *way == chosen)).collect();
    // By card or PayPal the service goes on by itself: said for each before it is pressed.
    let charge = turns_renewal_on.then(|| charge(next_year.as_ref(), &decided, &stored, &ways));
    let rows = ways
        .into_iter()
        .enumerate()
        .map(|(place, way)| {
            let name = way_name(way, &stored);
            let means = match kept(way, &stored) {
                Some(stored) => meaning_of_kept(stored),
                None => meaning_now(way.method, &until),
            };
            view! { <Method way name means place checked={way == chosen}/> }
        })
        .collect_view();
    view! {
        <div class="print-hidden">
            <Card title=title id="paga">
                {not_paid.map(|error| view! {
                    <div class="mb-4">
                        <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
                    </div>
                })}
                <form action=PayOrder::url() method="post">
                    <input type="hidden" name="number" value=number/>
                    <fieldset class="field ways">
                        <legend class="sr-only">"Come vuoi pagare?"</legend>
                        {rows}
                        {charge}
                    </fieldset>
                    <div class="mt-4">
                        <SubmitButton>"Paga"</SubmitButton>
                    </div>
                </form>
            </Card>
        </div>
    }
}

#[component]
fn Method(way: PayWith, name: String, means: String, place: usize, checked: bool) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                class="radio"
                type="radio"
                id=way_id(way)
                name="method"
                value=way.to_string()
                checked=checked
                data-way=place
                aria-describedby=charge_id(place)
            />
            <span>
                <span class="font-semibold wrap-anywhere">{name}</span>
                <span class="field-hint block">{means}</span>
            </span>
            <PaymentMark method=way.method/>
        </label>
    }
}
