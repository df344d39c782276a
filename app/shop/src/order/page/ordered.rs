//! What was ordered, with the prices and days of then.

use domain::format::date;
use domain::lasting::{self, Lasting};
use domain::order::{Order, OrderKind, OrderState};
use domain::party::Kind;
use domain::quote::Owned;
use domain::subscription::begin;
use leptos::either::Either;
use leptos::prelude::*;

use crate::order::lines::Lines;
use ui::components::{Card, LastingTable};

/// The frozen rows. Those of a first purchase begin on the day of the payment.
#[component]
pub fn Ordered(order: Order) -> impl IntoView {
    let is_first = order.kind == OrderKind::FirstPurchase;
    let what =
        if order.holder.party.kind == Kind::PublicBody { "l’impegno" } else { "il pagamento" };
    let dates = match order.state {
        OrderState::AwaitingPayment { .. } if is_first => Some(Either::Left(view! {
            <p class="mt-4 border-t border-base-300 pt-4 text-muted">
                "La durata comincia il giorno in cui registriamo " {what} ": le date qui sopra \
                 sono quelle del giorno dell’ordine."
            </p>
        })),
        OrderState::Fulfilled { fulfilled_on, .. }
        | OrderState::FulfilledOnCommitment { committed_on: fulfilled_on }
            if is_first =>
        {
            let owned = begin(&order.lines, fulfilled_on);
            Some(Either::Right(view! { <TrueDates on=date(fulfilled_on) owned/> }))
        }
        OrderState::AwaitingPayment { .. }
        | OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. }
        | OrderState::Cancelled { .. } => None,
    };
    let bars = bars(&order);
    view! {
        <Card title="Che cosa hai ordinato">
            <Lines lines=order.into_facts().lines/>
            {dates}
            // On paper the days above say it.
            <div class="print-hidden mt-4 border-t border-base-300 pt-2">
                <LastingTable bars caption="Fino a quando"/>
            </div>
        </Card>
    }
}

/// Until when everything lasts: as agreed, or from the day on which a first service began.
fn bars(order: &Order) -> Vec<Lasting> {
    match order.state {
        OrderState::Fulfilled { fulfilled_on, .. }
        | OrderState::FulfilledOnCommitment { committed_on: fulfilled_on }
            if order.kind == OrderKind::FirstPurchase =>
        {
            lasting::of_owned(&begin(&order.lines, fulfilled_on), fulfilled_on)
        }
        OrderState::AwaitingPayment { .. }
        | OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::FulfilledOnCommitment { .. }
        | OrderState::CommitmentFailed { .. }
        | OrderState::Cancelled { .. } => lasting::of_lines(&order.lines, order.concluded_on),
    }
}

/// When everything really ends, where the day of the payment was not that of the order.
#[component]
fn TrueDates(on: String, owned: Vec<Owned>) -> impl IntoView {
    let until = owned.first().map(|owned| date(owned.expires));
    view! {
        <p class="mt-4 border-t border-base-300 pt-4 text-muted">
            "La durata è cominciata il " {on} ", con l’attivazione: tutto vale fino al " <strong>{until}</strong> "."
        </p>
    }
}
