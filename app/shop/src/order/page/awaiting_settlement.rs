//! `Evaso – da saldare`: everything is active on the word of a public body, and this is where its
//! money goes.

use domain::format::date;
use domain::order::{FailureReason, Order};
use leptos::prelude::*;

use super::outcome::{NewExpiries, ServiceBegun};
use super::payment_data::TransferCard;
use crate::order::api::OrderView;
use crate::order::commitment::State;
use crate::order::holder::Mailbox;
use domain::order::OrderKind;
use ui::components::{Notice, Tone};
use ui::layout::Site;
use ui::wording;

#[component]
pub fn AwaitingSettlement(view: OrderView, committed_on: String) -> impl IntoView {
    let OrderView { order, transfer, commitment, .. } = view;
    let document = commitment.and_then(|commitment| commitment.document);
    let active = match order.kind {
        OrderKind::FirstPurchase => view! { <ServiceBegun order=order.clone()/> }.into_any(),
        OrderKind::AddOns | OrderKind::Renewal => {
            view! { <NewExpiries order=order.clone() on=committed_on/> }.into_any()
        }
    };
    view! {
        {document.map(|document| view! { <State document/> })}
        {active}
        {transfer.map(|transfer| view! { <TransferCard transfer order until=None/> })}
    }
}

/// The commitment is registered, and yet nothing could become active.
#[component]
pub fn CommitmentStuck(order: Order, on: domain::Date, reason: FailureReason) -> impl IntoView {
    let support = Site::current().support_email;
    let mail = format!("mailto:{support}");
    let holder = order.holder.clone();
    view! {
        <Notice tone=Tone::Warning title="L’impegno è registrato, l’attivazione non è riuscita">
            <p>"Abbiamo registrato il tuo impegno il " {date(on)} ". " {wording::why_impossible(reason)}</p>
            <p class="mt-2">
                "Non devi pagare nulla. Il nostro ufficio vede già quest’ordine e ti scrive "
                <Mailbox holder/>
                "; puoi anche annullarlo tu. Per chiedere a che punto siamo: "
                <a class="text-link" href=mail>{support}</a> "."
            </p>
        </Notice>
    }
}
