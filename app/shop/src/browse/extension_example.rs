//! `Estensione dei servizi attivi`, shown with figures that today's price list gives.

use domain::{
    Product,
    calendar::{Date, add_months},
    cart::Cart,
    extension::{self, Choice},
    format::date,
    quote::{Circumstances, Owned, Quote},
};
use leptos::prelude::*;

use super::{api::PriceList, receipt::Receipt};

/// How long the service of the example still lasts.
const MONTHS_LEFT: u32 = 5;

/// Somebody buys `product` five months before the service ends: both choices, side by side.
/// Nothing is shown for a product that cannot be added to a running service.
#[component]
pub fn ExtensionExample(prices: PriceList, product: Product) -> impl IntoView {
    let rate = prices.terms.vat_rate;

    worked_out(&prices, product).map(|Example { service_until, choice, added_until }| {
        let Choice { on, off, .. } = choice;
        let name = product.name();
        view! {
            <p class="max-w-3xl">
                "Esempio: il tuo servizio scade il " <strong>{date(service_until)}</strong>
                " e oggi aggiungi " <strong>{name}</strong>
                ". Nel carrello trovi un interruttore; prima di confermare vedi entrambi i prezzi."
            </p>
            <div class="mt-6 grid gap-5 md:grid-cols-2">
                <Side is_on=true quote=on rate=rate>
                    "Tutto scade insieme: paghi solo i mesi che mancano al servizio."
                </Side>
                <Side is_on=false quote=off rate=rate>
                    {off_sentence(added_until, service_until)}
                </Side>
            </div>
        }
    })
}

#[component]
fn Side(
    is_on: bool,
    quote: Quote,
    rate: domain::money::Percent,
    children: Children,
) -> impl IntoView {
    let (state, class) = if is_on { ("Attivata", "pill-on") } else { ("Disattivata", "pill-off") };

    view! {
        <section class="panel p-5 sm:p-6">
            <h3 class="mb-3 flex flex-wrap items-center gap-2">
                "Estensione" <span class=class>{state}</span>
            </h3>
            <Receipt quote=quote rate=rate/>
            <p class="mt-4 text-muted">{children()}</p>
        </section>
    }
}

/// What the customer should know before turning the switch off.
fn off_sentence(added_until: Date, service_until: Date) -> String {
    if added_until == service_until {
        let until = date(service_until);
        format!("Spendi meno oggi, ma paghi l’anno intero e lo usi solo fino al {until}.")
    } else {
        let until = date(added_until);
        format!(
            "Spendi meno oggi: dura fino al {until}, ma si usa solo finché il servizio è attivo."
        )
    }
}

struct Example {
    service_until: Date,
    choice: Choice,
    /// The end of what is added, with the switch off.
    added_until: Date,
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
    let added = choice.off.lines.iter().find(|line| line.product == product)?;
    let added_until = added.until;
    Some(Example { service_until: expires, choice, added_until })
}
