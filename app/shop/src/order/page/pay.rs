//! `Paga`: choose how, also otherwise than before.

use domain::format::date;
use domain::order::OrderState;
use domain::payment::PayWith;
use leptos::{html, prelude::*};

use crate::order::api::{OrderView, PayOrder};
use crate::order::form::payment::{
    RENEWS, kept, meaning_now, meaning_of_kept, way_id, way_name, ways,
};
use ui::components::{Card, Notice, SubmitButton, Tone};
use ui::form::last_error;
use ui::pages::is_taken_over;
use ui::wording;

/// The ways to pay an order that waits, the one chosen before in front.
#[component]
pub fn Pay(view: OrderView, pay: ServerAction<PayOrder>) -> impl IntoView {
    let OrderView { order, methods, stored, not_paid, .. } = view;
    let error = last_error(pay, not_paid);
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
    let rows = ways
        .into_iter()
        .filter(|way| !(is_told && *way == chosen))
        .map(|way| {
            let name = way_name(way, &stored);
            let means = match kept(way, &stored) {
                Some(stored) => meaning_of_kept(stored),
                None => meaning_now(way.method, &until),
            };
            view! { <Method way name means checked={way == chosen}/> }
        })
        .collect_view();
    view! {
        <div class="print-hidden">
            <Card title=title id="paga">
                {move || error.get().map(|error| view! {
                    <div class="mb-4">
                        <Notice tone=Tone::Error title=wording::app_sentence(&error)/>
                    </div>
                })}
                <ActionForm action=pay>
                    <input type="hidden" name="number" value=number/>
                    <fieldset class="field">
                        <legend class="sr-only">"Come vuoi pagare?"</legend>
                        {rows}
                        {turns_renewal_on.then(|| view! { <p class="field-hint">{RENEWS}</p> })}
                    </fieldset>
                    <div class="mt-4">
                        <SubmitButton pending=pay.pending()>"Paga"</SubmitButton>
                    </div>
                </ActionForm>
            </Card>
        </div>
    }
}

#[component]
fn Method(way: PayWith, name: String, means: String, checked: bool) -> impl IntoView {
    let button = NodeRef::<html::Input>::new();
    // After another choice the buttons are the same, and remember what was pressed. What the
    // server sent is left alone: somebody may have chosen before WASM came.
    if is_taken_over() {
        Effect::new(move || {
            if let Some(button) = button.get() {
                button.set_checked(checked);
            }
        });
    }
    view! {
        <label class="choice">
            <input
                node_ref=button
                class="radio"
                type="radio"
                id=way_id(way)
                name="method"
                value=way.to_string()
                checked=checked
            />
            <span>
                <span class="font-semibold wrap-anywhere">{name}</span>
                <span class="field-hint block">{means}</span>
            </span>
        </label>
    }
}
