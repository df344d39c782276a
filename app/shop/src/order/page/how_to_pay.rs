//! How an order is paid later: the data, until when, and what happens then.

use domain::format::date;
use domain::order::{Order, OrderKind, OrderState};
use leptos::prelude::*;

use super::payment_data::{SlipCard, TransferCard};
use crate::order::api::OrderView;
use crate::order::holder::Mailbox;
use ui::components::{Card, Notice, Tone};
use ui::layout::Site;

/// The cards of a transfer or of a bollettino; nothing for what is paid at once.
#[component]
pub fn HowToPay(view: OrderView) -> impl IntoView {
    let OrderView { order, today, transfer, slip, .. } = view;
    let OrderState::AwaitingPayment { valid_until } = order.state else { return ().into_any() };
    let late = today > valid_until;
    let until = date(valid_until);
    let (data, next) = match (transfer, slip) {
        (Some(transfer), _) => (
            view! { <TransferCard transfer order=order.clone() until=Some(until)/> }.into_any(),
            view! { <WhatNext order registered="di norma il giorno lavorativo dopo il bonifico"/> },
        ),
        (None, Some(slip)) => (
            view! { <SlipCard slip order=order.clone() until/> }.into_any(),
            view! { <WhatNext order registered="di norma dopo qualche giorno lavorativo"/> },
        ),
        (None, None) => return ().into_any(),
    };
    view! {
        {late.then(|| view! { <TooLate/> })}
        {data}
        {next}
    }
    .into_any()
}

#[component]
fn WhatNext(order: Order, registered: &'static str) -> impl IntoView {
    view! {
        <Card title="Che cosa succede dopo">
            <ol class="list-decimal space-y-2 ps-5">
                <li>
                    "Registriamo il pagamento quando arriva, " {registered}
                    ". Non serve mandarci la ricevuta."
                </li>
                <li>
                    "Ti scriviamo " <Mailbox holder=order.holder.clone()/>
                    " che il pagamento è registrato."
                </li>
                <li>{activation(order.kind)}</li>
            </ol>
        </Card>
    }
}

/// What the payment brings.
fn activation(kind: OrderKind) -> &'static str {
    match kind {
        OrderKind::FirstPurchase => {
            "Lo stesso giorno il servizio comincia: ricevi un’altra email con lo username del \
             pannello e una password provvisoria, da cambiare al primo accesso."
        }
        OrderKind::AddOns => {
            "Lo stesso giorno si attiva quello che hai aggiunto, e le scadenze diventano quelle \
             che vedi in quest’ordine."
        }
        OrderKind::Renewal => {
            "Lo stesso giorno le scadenze diventano quelle che vedi in quest’ordine."
        }
    }
}

#[component]
fn TooLate() -> impl IntoView {
    let support = Site::current().support_email;
    let mail = format!("mailto:{support}");
    view! {
        <Notice tone=Tone::Warning title="Il termine per pagare è passato">
            <p>
                "Se hai già pagato non devi fare nulla. Altrimenti annulla l’ordine e fanne uno \
                 nuovo, oppure scrivi a "
                <a class="text-link" href=mail>{support}</a> " prima di pagare."
            </p>
        </Notice>
    }
}
