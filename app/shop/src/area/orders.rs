//! Orders below each other: `Ordini associati al servizio`, the newest ones, or all.

use domain::format::{date, euro};
use domain::order::Order;
use leptos::prelude::*;

use crate::order::{CancelOrderForm, next_step};
use ui::components::{Card, Notice, OrderBadge, Tone};
use ui::{paths, wording};

#[component]
pub fn Orders(
    orders: Vec<Order>,
    /// The one that waits for its payment can still be fulfilled.
    may_pay: bool,
    /// Where `Annulla` comes back to.
    #[prop(into)]
    page: String,
    title: &'static str,
    /// There may be more than these.
    #[prop(optional, into)]
    all: Option<String>,
) -> impl IntoView {
    let row = |order| view! { <Row order may_pay page=page.clone()/> };
    let rows = orders.into_iter().map(row).collect_view();
    let all =
        move || all.map(|href| view! { <a class="text-link" href=href>"Tutti gli ordini"</a> });
    view! {
        <Card title=title id=paths::ORDERS action=all>
            <ul class="divide-y divide-base-300">{rows}</ul>
        </Card>
    }
}

/// Number, type, day, cost and state; `Paga` and `Annulla` while it is unpaid, and only `Annulla`
/// once it must not be paid any more.
#[component]
fn Row(order: Order, may_pay: bool, page: String) -> impl IntoView {
    let number = order.number;
    let (step, link) = next_step(order.holder.party.kind);
    let actions = order.state.is_awaiting_payment().then(|| {
        view! {
            <div class="mt-2 flex flex-wrap items-start gap-3 sm:col-span-3">
                {may_pay.then(|| view! {
                    <a class="btn btn-primary" href=paths::order(number)>
                        {step} <span class="sr-only">{format!("{link} l’ordine {number}")}</span>
                    </a>
                })}
                <CancelOrderForm number page/>
            </div>
        }
    });
    let part =
        wording::part_received(&order).map(|part| view! { <p class="mt-1 text-sm">{part}</p> });
    view! {
        <li class="grid items-center gap-x-6 gap-y-2 py-4 first:pt-0 last:pb-0 sm:grid-cols-[1fr_auto_11rem]">
            <div>
                <h3>
                    <a class="text-link" href=paths::order(number)>"Ordine " {number}</a>
                </h3>
                <p class="text-muted">
                    {wording::order_kind_name(order.kind)} " del " {date(order.concluded_on)}
                </p>
                {part}
            </div>
            <p class="figure font-semibold sm:text-right">{euro(order.totals.total)}</p>
            <p class="sm:justify-self-end"><OrderBadge state=order.state kind=order.holder.party.kind/></p>
            {actions}
        </li>
    }
}

/// Nobody is left to wonder where an order has gone.
#[component]
pub fn Hidden() -> impl IntoView {
    view! {
        <Notice tone=Tone::Neutral title="Non tutti gli ordini si possono mostrare">
            <p>
                "Abbiamo un problema con i dati di almeno un tuo ordine, e il nostro ufficio lo sa \
                 già. L’ordine c’è ancora: non rifarlo."
            </p>
        </Notice>
    }
}
