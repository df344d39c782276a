//! A quote written out like a receipt, for examples that are worked out and never typed in.

use domain::{
    extension::Move,
    format::{date, euro},
    money::Percent,
    names::formula,
    quote::{Line, LineKind, Quote},
};
use leptos::{either::Either, prelude::*};

use ui::components::Totals;

#[component]
pub fn Receipt(quote: Quote, rate: Percent) -> impl IntoView {
    let lines =
        quote.lines.iter().map(|line| view! { <ReceiptLine line=*line/> }).collect::<Vec<_>>();

    view! {
        <ul class="mb-3 divide-y divide-base-300 border-b border-base-300">{lines}</ul>
        <Totals totals=quote.totals rate=rate is_fixed=true/>
    }
}

#[component]
fn ReceiptLine(line: Line) -> impl IntoView {
    let amount = if line.net.is_zero() && line.yearly.is_zero() {
        Either::Left(view! { <span class="gift">"Gratuito"</span> })
    } else {
        Either::Right(view! { <span class="figure font-semibold">{euro(line.net)}</span> })
    };

    view! {
        <li class="flex items-baseline justify-between gap-4 py-2.5">
            <span>
                <span class="font-medium">{line.product.name()}</span>
                <span class="block text-sm text-muted">{detail(&line)}</span>
            </span>
            {amount}
        </li>
    }
}

/// Until when; for what only moves, also how its price comes about.
fn detail(line: &Line) -> String {
    let until = date(line.until);
    match line.kind {
        LineKind::Purchase => format!("fino al {until}"),
        LineKind::Renewal => format!("rinnovato fino al {until}"),
        LineKind::Extension => {
            format!("dal {} al {until}: {}", date(line.from), formula(&Move::from(line)))
        }
    }
}
