//! How to pay by transfer: everything that a bank asks for, ready to be copied.

use domain::format::{date, euro};
use domain::order::{Order, OrderKind, OrderState};
use leptos::prelude::*;

use super::api::{OrderView, Transfer};
use crate::components::{Card, CopyButton, Definition, DefinitionList, Notice, Tone};
use crate::layout::Site;

/// The data of the transfer, until when, and what happens then.
#[component]
pub fn HowToPay(view: OrderView) -> impl IntoView {
    let OrderView { order, today, transfer, .. } = view;
    let OrderState::AwaitingPayment { valid_until } = order.state else { return ().into_any() };
    let late = today > valid_until;
    let until = date(valid_until);
    let data = transfer.map(|transfer| view! { <Data transfer order=order.clone()/> });
    view! {
        {late.then(|| view! { <TooLate/> })}
        <Card title="Come pagare">
            <p class="mb-4">
                "Fai un bonifico con questi dati entro il " <strong>{until}</strong>
                ". Nella causale scrivi solo il numero dell’ordine: così lo riconosciamo subito."
            </p>
            {data}
        </Card>
        <Card title="Che cosa succede dopo">
            <ol class="list-decimal space-y-2 ps-5">
                <li>
                    "Registriamo il pagamento quando arriva, di norma il giorno lavorativo dopo il \
                     bonifico. Non serve mandarci la ricevuta."
                </li>
                <li>
                    "Ti scriviamo a " <strong class="wrap-anywhere">{order.holder.email.to_string()}</strong>
                    " che il pagamento è registrato."
                </li>
                <li>{activation(order.kind)}</li>
            </ol>
        </Card>
    }
    .into_any()
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
fn Data(transfer: Transfer, order: Order) -> impl IntoView {
    let Transfer { beneficiary, iban, bic, bank } = transfer;
    let amount = order.totals.due;
    let plain_iban: String = iban.split_whitespace().collect();
    let plain_amount = amount.to_string().replace('.', ",");
    let number = order.number.to_string();
    view! {
        <DefinitionList>
            <Definition term="Beneficiario">
                <Copied shown=beneficiary.clone() copied=beneficiary what="il beneficiario"/>
            </Definition>
            <Definition term="IBAN">
                <Copied shown=iban copied=plain_iban what="l’IBAN"/>
            </Definition>
            <Definition term="BIC">
                <Copied shown=bic.clone() copied=bic what="il BIC"/>
            </Definition>
            <Definition term="Banca">{bank}</Definition>
            <Definition term="Importo">
                <Copied shown=euro(amount) copied=plain_amount what="l’importo"/>
            </Definition>
            <Definition term="Causale">
                <Copied shown=number.clone() copied=number what="la causale"/>
            </Definition>
        </DefinitionList>
    }
}

/// A value and the button that copies it as a bank wants it. The button is higher than a line and
/// takes no more room than one, so that values stay level with their names.
#[component]
fn Copied(shown: String, copied: String, what: &'static str) -> impl IntoView {
    view! {
        <span class="-my-1.5 flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span class="tabular-nums">{shown}</span>
            <CopyButton text=copied what/>
        </span>
    }
}

#[component]
fn TooLate() -> impl IntoView {
    let support = Site::current().support_email;
    let mail = format!("mailto:{support}");
    view! {
        <Notice tone=Tone::Warning title="Il termine per pagare è passato">
            <p>
                "Se hai già fatto il bonifico non devi fare nulla. Altrimenti annulla l’ordine e \
                 fanne uno nuovo, oppure scrivi a "
                <a class="text-link" href=mail>{support}</a> " prima di pagare."
            </p>
        </Notice>
    }
}
