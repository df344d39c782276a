//! The list of orders, a page at a time.

use domain::format::euro;
use domain::order::Pile;
use leptos::prelude::*;

use super::api::{ListedOrder, OrderList};
use super::asked::{Asked, row_id};
use super::words;
use ui::components::{EmptyState, OrderBadge, StateBadge, Tone};
use ui::paths;

/// What was found, or why nothing was and what to do then.
#[component]
pub fn Orders(list: OrderList, asked: Asked) -> impl IntoView {
    let pile = asked.pile();
    if list.orders.is_empty() {
        return nothing(&list, &asked).into_any();
    }
    let sum = (pile == Some(Pile::ToCollect))
        .then(|| view! { <span class="figure text-muted">{euro(list.to_collect)}</span> });
    let shown: i64 = asked.number.parse().unwrap_or_default();
    let count = i64::try_from(list.orders.len()).unwrap_or_default();
    let place = match (list.newer, count) {
        (newer, 1) => format!("{} di {}", newer + 1, list.in_all),
        (newer, count) => format!("{}–{} di {}", newer + 1, newer + count, list.in_all),
    };
    // The first page begins nowhere, so that it stays the newest.
    let newer = (list.newer > 0).then(|| asked.page_from(list.previous).list_address());
    let older = list.next.map(|next| asked.page_from(Some(next)).list_address());
    let rows: Vec<_> = list
        .orders
        .into_iter()
        .map(|order| {
            let href = asked.order_address(order.number);
            let is_shown = order.number == shown;
            view! { <Row order href is_shown/> }
        })
        .collect();

    view! {
        <section class="panel order-list" aria-labelledby="elenco">
            <header>
                <h2 id="elenco">{words::orders_on(pile, list.in_all)}</h2>
                {sum}
            </header>
            <ul>{rows}</ul>
            <div class="order-pages">
                <span class="figure text-muted">{place}</span>
                <nav aria-label="Pagine dell’elenco">
                    {page_link("Precedenti", newer)} {page_link("Successivi", older)}
                </nav>
            </div>
        </section>
    }
    .into_any()
}

/// One order: who and how much, then what else helps to tell it from others.
#[component]
fn Row(order: ListedOrder, href: String, is_shown: bool) -> impl IntoView {
    let number = order.number;
    let badge = if order.has_commitment {
        view! { <StateBadge text="Impegno arrivato" tone=Tone::Info/> }.into_any()
    } else if order.is_part {
        view! { <StateBadge text="Importo diverso" tone=Tone::Error/> }.into_any()
    } else {
        view! { <OrderBadge state=order.state kind=order.kind for_staff=true/> }.into_any()
    };
    let (before, day) = words::day_of(&order.state);

    view! {
        <li id=row_id(number)>
            <a class="order-row" href=href rel="external" aria-current=is_shown.then_some("true")>
                <span class="order-row-line">
                    <span class="order-row-name">{order.holder}</span>
                    <strong class="figure">{euro(order.amount)}</strong>
                </span>
                <span class="order-row-line">
                    <span class="order-row-facts">
                        <span class="figure">{number}</span> ", " {words::method(order.method)} ", "
                        {before} " " <span class="figure">{day}</span>
                    </span>
                    {badge}
                </span>
            </a>
        </li>
    }
}

/// A way to another page; where there is none, its place stays.
fn page_link(name: &'static str, href: Option<String>) -> impl IntoView {
    match href {
        Some(href) => {
            view! { <a class="btn btn-outline" href=href rel="external">{name}</a> }.into_any()
        }
        None => {
            view! { <span class="btn btn-outline" aria-disabled="true">{name}</span> }.into_any()
        }
    }
}

/// Nothing was found: where else there is something, and the way back to everything.
fn nothing(list: &OrderList, asked: &Asked) -> impl IntoView + use<> {
    let title = words::orders_on(asked.pile(), 0);
    let elsewhere: i64 = list.heights.iter().map(|(_, orders)| orders).sum();
    let reason = match (asked.search.trim(), asked.is_filtered()) {
        ("", false) => "Qui ora non c’è niente.".to_owned(),
        ("", true) => "Con questi filtri non resta niente.".to_owned(),
        (sought, _) => format!(
            "Niente corrisponde a «{sought}»: prova con una parte del nome, con la partita IVA, \
             con il numero dell’ordine o con l’importo esatto."
        ),
    };
    let everywhere = (elsewhere > 0 && asked.pile().is_some()).then(|| {
        let href = asked.on_pile(None).list_address();
        let words = match elsewhere {
            1 => "Guarda in tutti gli stati (1 ordine)".to_owned(),
            count => format!("Guarda in tutti gli stati ({count} ordini)"),
        };
        view! { <a class="btn btn-outline" href=href rel="external">{words}</a> }
    });
    let reset = asked.is_filtered().then(|| {
        view! { <a class="text-link" href=paths::OFFICE rel="external">"Togli i filtri"</a> }
    });

    view! {
        <EmptyState title>
            <p class="wrap-anywhere">{reason}</p>
            {everywhere}
            {reset}
        </EmptyState>
    }
}
