//! How an order is paid later: the data, until when, and what happens then.

use domain::Money;
use domain::format::{date, euro};
use domain::order::{Order, OrderKind, OrderState};
use leptos::prelude::*;

use super::api::OrderView;
use super::slip::SlipCard;
use super::transfer::TransferCard;
use crate::components::{Card, CopyButton, Definition, Notice, Tone};
use crate::layout::Site;

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
                    "Ti scriviamo a " <strong class="wrap-anywhere">{order.holder.email.to_string()}</strong>
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

/// A value and the button that copies it as it has to be typed. The button is higher than a line
/// and takes no more room than one, so that values stay level with their names.
#[component]
pub fn Copied(shown: String, copied: String, what: &'static str) -> impl IntoView {
    view! {
        <span class="-my-1.5 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span class="tabular-nums">{shown}</span>
            <CopyButton text=copied what/>
        </span>
    }
}

/// How much, and the only words that belong beside it.
#[component]
pub fn AmountAndReason(due: Money, number: i64) -> impl IntoView {
    let number = number.to_string();
    view! {
        <Definition term="Importo">
            <Copied
                shown=euro(due)
                copied=due.to_string().replace('.', ",")
                what="l’importo"
            />
        </Definition>
        <Definition term="Causale">
            <Copied shown=number.clone() copied=number what="la causale"/>
        </Definition>
    }
}

/// A link to a document that the server draws; the router of the pages does not know it.
#[component]
pub fn Download(href: String, label: &'static str) -> impl IntoView {
    view! {
        <p class="print-hidden mt-5">
            <a class="btn btn-outline" href=href rel="external">{label}</a>
        </p>
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
