//! The rows of an order: what, how many, from when until when, and what it costs.

use domain::extension::Move;
use domain::format::{date, euro, months, short_date};
use domain::names::{formula, line_name};
use domain::quote::{Line, LineKind};
use domain::{Money, Product};
use leptos::prelude::*;

use ui::components::{Icon, Sign};

/// Rows below each other, so that they read the same on a telephone and on paper.
#[component]
pub fn Lines(
    /// All lines of the order.
    lines: Vec<Line>,
    /// Which of them are rows here.
    #[prop(default = |_| true)]
    only: fn(LineKind) -> bool,
    /// What costs nothing now costs this in a year afterwards.
    #[prop(optional)]
    later: Vec<(Product, Money)>,
) -> impl IntoView {
    let row = |line: &Line| {
        let later = later.iter().find(|(product, _)| *product == line.product);
        let later = later.map(|(_, yearly)| *yearly).filter(|_| line.yearly.is_zero());
        view! { <Row name=line_name(line, &lines) line=*line later/> }
    };
    let rows = lines.iter().filter(|line| only(line.kind)).map(row).collect_view();
    view! { <ul class="divide-y divide-base-300">{rows}</ul> }
}

#[component]
fn Row(name: String, line: Line, later: Option<Money>) -> impl IntoView {
    let later = later.map(|yearly| {
        let sentence = format!("poi {} all’anno dal {}", euro(yearly), short_date(line.until));
        view! { <p class="text-right text-sm text-muted">{sentence}</p> }
    });
    view! {
        <li class="py-3 first:pt-0 last:pb-0">
            <div class="mb-1 flex flex-wrap items-baseline gap-x-6">
                <p class="min-w-0 grow basis-32 font-semibold">{name}</p>
                <Price line/>
            </div>
            {later}
            <p class="text-muted">"Dal " {date(line.from)} " al " {date(line.until)}</p>
            <p class="text-muted">{reckoning(&line)}</p>
        </li>
    }
}

/// The net price; `Gratuito` where the product itself is free.
#[component]
fn Price(line: Line) -> impl IntoView {
    let is_free = line.yearly.is_zero();
    if is_free {
        view! { <p class="ms-auto"><span class="gift"><Icon sign=Sign::Check/> "Gratuito"</span></p> }.into_any()
    } else {
        view! { <p class="figure ms-auto font-semibold">{euro(line.net)}</p> }.into_any()
    }
}

/// The months that are paid, and for an extension how its price comes about.
fn reckoning(line: &Line) -> String {
    match line.kind {
        LineKind::Extension if line.months == 0 => {
            "Pochi giorni in più: nessun mese da pagare.".into()
        }
        LineKind::Extension => formula(&Move::from(line)),
        LineKind::Purchase if line.ends_early() => {
            "Prezzo dell’anno intero: scade con il servizio".into()
        }
        LineKind::Purchase | LineKind::Renewal => months(line.months),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: LineKind, until: &str, months: u32) -> Line {
        Line {
            product: Product::Documents,
            kind,
            quantity: 1,
            from: "2026-11-22".parse().unwrap(),
            until: until.parse().unwrap(),
            months,
            yearly: Money::from_cents(18_00),
            net: Money::from_cents(18_00),
        }
    }

    #[test]
    fn a_module_that_ends_with_the_service_says_so() {
        let aligned = line(LineKind::Purchase, "2027-04-14", 12);
        assert!(reckoning(&aligned).starts_with("Prezzo dell’anno intero"));
        assert_eq!(reckoning(&line(LineKind::Purchase, "2027-11-22", 12)), "12 mesi");
    }

    #[test]
    fn an_extension_shows_its_formula() {
        let moved = line(LineKind::Extension, "2027-06-22", 7);
        assert_eq!(reckoning(&moved).replace('\u{a0}', " "), "7 mesi × 1,50 €");
        assert!(reckoning(&line(LineKind::Extension, "2026-11-23", 0)).contains("nessun mese"));
    }
}
