//! What is said of a line of the cart: its name, from when until when, and its price.

use domain::cart::Purpose;
use domain::catalog::Product;
use domain::format::{date, euro, months, years};
use domain::money::Money;
use domain::names::marked;
use domain::quote::{Line, LineKind, Quote};
use leptos::prelude::*;

use super::live::LiveCart;
use ui::components::{Icon, Sign};

/// The name, and of an add-on that is owned whether it is renewed or more of it is bought.
pub fn title(live: LiveCart, product: Product) -> String {
    let name = product.name();
    let is_owned = live.given().owned_products().contains(&product);
    match live.purpose() {
        Purpose::Renewal { .. } if is_owned => marked(name, LineKind::Renewal),
        Purpose::Add if is_owned && !product.is_main_service() => marked(name, LineKind::Purchase),
        Purpose::FirstPurchase { .. } | Purpose::Add | Purpose::Renewal { .. } => name.to_owned(),
    }
}

/// The lines of a product in the quote, while the cart can be priced.
pub fn lines_of(live: LiveCart, product: Product) -> Vec<Line> {
    live.quote.get().map(|quote| lines_in(&quote, product)).unwrap_or_default()
}

/// Users that end on different days are renewed for different months; add-ons that are extended are
/// priced at the switch.
pub fn lines_in(quote: &Quote, product: Product) -> Vec<Line> {
    let is_here = |line: &&Line| {
        line.product == product && (line.kind != LineKind::Extension || product.is_main_service())
    };
    quote.lines.iter().filter(is_here).copied().collect()
}

/// `dal … al …`, and the months where they are not plain years.
#[component]
pub fn Period(live: LiveCart, product: Product) -> impl IntoView {
    move || periods(lines_of(live, product))
}

/// The same of an add-on that is in the cart, for each choice of the extension: the longer text keeps
/// its room, so that the choice moves nothing.
#[component]
pub fn PeriodsOfBoth(live: LiveCart, product: Product, is_in: Memo<bool>) -> impl IntoView {
    [true, false].map(|extends| {
        let is_seen = move || {
            let is_chosen = match live.choice.get() {
                Some(_) => live.cart().extends_owned == extends,
                None => extends,
            };
            is_in.get() && is_chosen
        };
        let text = move || {
            let lines = match live.choice.get() {
                Some(choice) if extends => lines_in(&choice.on, product),
                Some(choice) => lines_in(&choice.off, product),
                None if extends => lines_of(live, product),
                None => Vec::new(),
            };
            periods(lines)
        };
        view! { <div class:invisible=move || !is_seen()>{text}</div> }
    })
}

/// `dal … al …` of each of these lines.
pub fn periods(lines: Vec<Line>) -> impl IntoView {
    let is_one = lines.len() == 1;
    let row = move |line: Line| {
        let which = (!is_one).then(|| marked(&line.quantity.to_string(), line.kind) + ": ");
        view! { <p class="text-muted">{which}{period(&line)}</p> }
    };
    lines.into_iter().map(row).collect_view()
}

fn period(line: &Line) -> String {
    let (from, until) = (date(line.from), date(line.until));
    if line.ends_early() {
        return format!(
            "Dal {from} al {until}: scade con il servizio, il prezzo resta quello dell’anno intero"
        );
    }
    let length = match line.months % 12 {
        0 => years(line.months / 12),
        _ => months(line.months),
    };
    format!("{length}, dal {from} al {until}")
}

/// The net price; `Gratuito` where it is free.
#[component]
pub fn Price(live: LiveCart, product: Product) -> impl IntoView {
    let price = move || {
        let lines = lines_of(live, product);
        let first = lines.first()?;
        Some(if first.yearly.is_zero() {
            view! { <span class="gift"><Icon sign=Sign::Check/>"Gratuito"</span> }.into_any()
        } else {
            let net: Money = lines.iter().map(|line| line.net).sum();
            view! { <span class="figure text-lg font-semibold">{euro(net)}</span> }.into_any()
        })
    };
    view! { <div class="flex-none">{price}</div> }
}
