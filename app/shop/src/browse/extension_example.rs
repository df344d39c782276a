//! `Estensione dei servizi attivi`, drawn with figures that today's price list gives.

use domain::{
    Product,
    calendar::{Date, add_months},
    cart::Cart,
    extension::{self, Choice, Move, Row, Subject},
    format::{euro, short_date},
    names::formula,
    quote::{Circumstances, Line, LineKind, Owned, Quote},
};
use leptos::prelude::*;

use super::api::PriceList;
use ui::wording;

/// How long the service of the example still lasts.
const MONTHS_LEFT: u32 = 5;

/// Somebody buys `product` five months before the service ends: both choices, side by side, each
/// with its price and with a bar for the service and one for what is added. Nothing is shown for a
/// product that cannot be added to a running service.
#[component]
pub fn ExtensionExample(prices: PriceList, product: Product) -> impl IntoView {
    let today = prices.today;

    worked_out(&prices, product).map(|Example { service, service_until, choice }| {
        let with = choice.rows(true, today);
        let without = choice.rows(false, today);
        let sentence = without_sentence(&choice, product, service_until);
        let Choice { on, off, .. } = choice;
        view! {
            <p class="max-w-3xl">
                "Esempio: " {service.name()} " scade il " <strong>{short_date(service_until)}</strong>
                " e oggi, " {short_date(today)} ", aggiungi " <strong>{product.name()}</strong>
                ". Nel carrello scegli tra due prezzi."
            </p>
            <div class="mt-6 grid gap-5 md:grid-cols-2">
                <Side title="Con l’estensione" quote=on rows=with>
                    "Tutto scade insieme: paghi solo i mesi che mancano al servizio."
                </Side>
                <Side title="Senza estensione" quote=off rows=without>{sentence}</Side>
            </div>
        }
    })
}

#[component]
fn Side(title: &'static str, quote: Quote, rows: Vec<Row>, children: Children) -> impl IntoView {
    let total = euro(quote.totals.total);
    let rows = rows.into_iter().map(|row| view! { <Span row/> }).collect::<Vec<_>>();

    view! {
        <section class="panel p-4 sm:p-6">
            <div class="flex flex-wrap items-baseline justify-between gap-x-4">
                <h3>{title}</h3>
                <p class="figure text-lg font-bold">{total}</p>
            </div>
            <p class="text-sm text-muted">{reckoning(&quote.lines)} " + IVA"</p>
            {rows}
            <p class="mt-4">{children()}</p>
        </section>
    }
}

/// How long one thing lasts: what is paid already, and what is added.
#[component]
fn Span(row: Row) -> impl IntoView {
    let Row { what, until, paid, added, .. } = row;
    let (name, class) = match what {
        Subject::Owned(moved) => (wording::counted(moved.product, moved.quantity), "span-added"),
        Subject::New(lines) => {
            let names: Vec<_> =
                lines.iter().map(|line| wording::counted(line.product, line.quantity)).collect();
            (names.join(" e "), "span-new")
        }
    };

    view! {
        <div class="example-span">
            <p><strong>{name}</strong> <span class="text-muted">"fino al " {short_date(until)}</span></p>
            <svg class="span" viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
                <rect class="span-paid" width=paid height="24"/>
                <rect class=class x=paid width=added height="24"/>
            </svg>
        </div>
    }
}

/// `18,00 € + 7 mesi × 2,50 €`.
fn reckoning(lines: &[Line]) -> String {
    let part = |line: &Line| match line.kind {
        LineKind::Purchase | LineKind::Renewal => euro(line.net),
        LineKind::Extension => formula(&Move::from(line)),
    };
    let (bought, moved): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| line.kind == LineKind::Purchase);
    bought.into_iter().chain(moved).map(part).collect::<Vec<_>>().join(" + ")
}

/// What the customer should know before choosing the lower price.
fn without_sentence(choice: &Choice, product: Product, service_until: Date) -> String {
    let less = euro(choice.difference());
    let bought = choice.off.lines.iter().find(|line| line.product == product);
    match bought.map(|line| (line.until, (line.until - line.from).num_days())) {
        Some((until, days)) if until == service_until => {
            format!("{less} in meno oggi, ma paghi l’anno intero e lo usi {days} giorni.")
        }
        _ => format!("{less} in meno oggi: si usa solo finché il servizio è attivo."),
    }
}

struct Example {
    service: Product,
    service_until: Date,
    choice: Choice,
}

fn worked_out(prices: &PriceList, product: Product) -> Option<Example> {
    let service = *product.facts().offered_for.first()?;
    let expires = add_months(prices.today, MONTHS_LEFT);
    let given = Circumstances {
        owned: vec![Owned { product: service, quantity: 1, expires }],
        ..Circumstances::new_customer(prices.today)
    };
    let cart = Cart::add_ons(service).add_with_required(product, &[service]).ok()?;
    let choice = extension::choice(&cart, &given, &prices.terms).ok()??;
    Some(Example { service, service_until: expires, choice })
}

#[cfg(test)]
mod tests {
    use domain::terms::Terms;

    use super::*;

    #[test]
    fn both_prices_of_the_example_are_those_of_the_price_list() {
        let today = "2026-11-22".parse().unwrap();
        let prices = PriceList { terms: Terms::demo(), today, hindrances: Vec::new() };
        let plain = |text: String| text.replace('\u{a0}', " ");

        let Example { service_until, choice, .. } =
            worked_out(&prices, Product::Collections).unwrap();

        assert_eq!(plain(reckoning(&choice.on.lines)), "18,00 € + 7 mesi × 2,50 €");
        assert_eq!(plain(euro(choice.on.totals.total)), "43,31 €");
        assert_eq!(plain(reckoning(&choice.off.lines)), "18,00 €");
        assert_eq!(plain(euro(choice.off.totals.total)), "21,96 €");
        assert_eq!(
            plain(without_sentence(&choice, Product::Collections, service_until)),
            "21,35 € in meno oggi, ma paghi l’anno intero e lo usi 151 giorni."
        );
        assert!(worked_out(&prices, Product::Invoicing).is_none());
    }
}
