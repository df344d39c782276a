//! What stands in the cart: the service, and each add-on with its period and price.

use domain::cart::{Change, Purpose, YEARS};
use domain::catalog::{Kind, Product};
use domain::format::{date, euro, months, years};
use domain::money::Money;
use domain::names::marked;
use domain::quote::{Line, LineKind};
use leptos::prelude::*;

use super::api::Press;
use super::empty_cart::EmptyTheCart;
use super::live::LiveCart;
use super::press_form::PressForm;
use ui::components::{Icon, Quantity, Sign};
use ui::wording;

/// `Servizi presenti nel carrello`.
#[component]
pub fn CartLines(live: LiveCart) -> impl IntoView {
    let products =
        move || live.cart().items.iter().map(|item| item.product).collect::<Vec<Product>>();
    view! {
        <section class="panel divide-y divide-base-300" aria-labelledby="servizi">
            <h2 id="servizi" class="px-5 pt-5 pb-4 sm:px-7">"Servizi presenti nel carrello"</h2>
            <ServiceRow live/>
            <For each=products key=|product| *product let:product>
                <AddOnRow live product/>
            </For>
            <EmptyTheCart live/>
        </section>
    }
}

/// The main service: bought now with its years, or running and only added to.
#[component]
fn ServiceRow(live: LiveCart) -> impl IntoView {
    let service = live.service();
    // What is added to costs nothing itself: its extension is priced where it is chosen.
    let (term, price) = match live.purpose() {
        Purpose::FirstPurchase { .. } | Purpose::Renewal { .. } => {
            (view! { <Years live/> }.into_any(), Some(view! { <Price live product=service/> }))
        }
        Purpose::Add => (view! { <Running live/> }.into_any(), None),
    };
    view! {
        <div class="px-5 py-5 sm:px-7">
            <div class="flex items-baseline justify-between gap-4">
                <h3>{title(live, service)}</h3>
                {price}
            </div>
            {term}
            <details class="mt-2">
                <summary>"+dettagli"</summary>
                <p class="mt-2 text-muted">{wording::product_description(service)}</p>
                <Period live product=service/>
            </details>
        </div>
    }
}

/// The name, and of an add-on that is owned whether it is renewed or more of it is bought.
fn title(live: LiveCart, product: Product) -> String {
    let name = product.name();
    let is_owned = live.given().owned_products().contains(&product);
    match live.purpose() {
        Purpose::Renewal { .. } if is_owned => marked(name, LineKind::Renewal),
        Purpose::Add if is_owned && !product.is_main_service() => marked(name, LineKind::Purchase),
        Purpose::FirstPurchase { .. } | Purpose::Add | Purpose::Renewal { .. } => name.to_owned(),
    }
}

fn is_renewal(live: LiveCart) -> bool {
    matches!(live.purpose(), Purpose::Renewal { .. })
}

/// Until when a running service lasts: today, and with the extension.
#[component]
fn Running(live: LiveCart) -> impl IntoView {
    let service = live.service();
    let expires = live.given().owned_service(service).map(|owned| owned.expires);
    let extended = move || {
        lines_of(live, service)
            .first()
            .map(|line| format!("; con l’estensione fino al {}", date(line.until)))
    };
    expires.map(|day| {
        view! { <p class="text-muted">"Attivo fino al " {date(day)} {extended}</p> }
    })
}

/// The length of the term.
#[component]
fn Years(live: LiveCart) -> impl IntoView {
    let value = Signal::derive(move || match live.cart().purpose {
        Purpose::FirstPurchase { years } | Purpose::Renewal { years } => years,
        Purpose::Add => 1,
    });
    let choose = Callback::new(move |chosen| live.press(Change::SetYears(chosen)));
    view! {
        <PressForm live press=Press::Years class="mt-3 flex flex-wrap items-center gap-3">
            <span class="font-medium">"Durata"</span>
            <Quantity
                value
                label="Anni di durata"
                id="years"
                min=*YEARS.start()
                max=*YEARS.end()
                on_change=choose
            />
            <span class="text-muted">{move || years(value.get())}</span>
        </PressForm>
    }
}

/// A module or some users, with the way to take them out again.
#[component]
fn AddOnRow(live: LiveCart, product: Product) -> impl IntoView {
    let control = match product.kind() {
        Kind::Counted => view! { <HowMany live product/> }.into_any(),
        Kind::Module | Kind::MainService => view! { <Remove live product/> }.into_any(),
    };
    view! {
        <div class="px-5 py-5 sm:px-7">
            <div class="flex items-baseline justify-between gap-4">
                <h3>{title(live, product)}</h3>
                <Price live product/>
            </div>
            <Period live product/>
            <div class="mt-3">{control}</div>
        </div>
    }
}

/// `Quantità` with `+` and `−`.
#[component]
pub fn HowMany(live: LiveCart, product: Product) -> impl IntoView {
    let value = Signal::derive(move || live.quantity(product));
    let choose = Callback::new(move |chosen| live.press(Change::SetQuantity(product, chosen)));
    view! {
        <PressForm
            live
            press=Press::Quantity
            product=product
            class="flex flex-wrap items-center gap-3"
        >
            <span class="font-medium" aria-hidden="true">"Quantità"</span>
            <Quantity
                value
                label=format!("Quantità: {}", product.name())
                id=format!("quantity-{product}")
                max=product.facts().quantity_max
                on_change=choose
            />
        </PressForm>
    }
}

/// `Rimuovi`, or `Non rinnovare`; what cannot be without it goes along, after a confirmation that needs no script.
#[component]
fn Remove(live: LiveCart, product: Product) -> impl IntoView {
    let dependents = Memo::new(move |_| {
        let owned = live.given().owned_products();
        live.cart().dependents(product, &owned).collect::<Vec<Product>>()
    });
    let change = Change::RemoveWithDependents(product);
    let verb = if is_renewal(live) { "Non rinnovare" } else { "Rimuovi" };
    let label = move || format!("{verb} {}", product.name());
    let alone = move || {
        view! {
            <PressForm live press=Press::Remove product=product change=change>
                <button class="text-link" aria-label=label()>{verb}</button>
            </PressForm>
        }
    };
    let together = move || {
        let names: Vec<&str> = dependents.get().iter().map(|p| p.name()).collect();
        let names = names.join(", ");
        let sentence =
            format!("Senza {} non può restare {names}: lo togliamo insieme.", product.name());
        view! {
            <details>
                <summary class="text-link" aria-label=label()>{verb}</summary>
                <div class="mt-3 flex flex-wrap items-center gap-3">
                    <p>{sentence}</p>
                    <PressForm live press=Press::Remove product=product change=change>
                        <button class="btn btn-outline btn-sm">"Sì, rimuovi tutti e due"</button>
                    </PressForm>
                </div>
            </details>
        }
    };
    view! {
        <Show when=move || dependents.get().is_empty() fallback=together>
            {alone()}
        </Show>
    }
}

/// The lines of a product in the quote, while the cart can be priced. Users that end on different
/// days are renewed for different months; add-ons that are extended are priced at the switch.
fn lines_of(live: LiveCart, product: Product) -> Vec<Line> {
    let is_here = |line: &Line| {
        line.product == product && (line.kind != LineKind::Extension || product.is_main_service())
    };
    let lines = live.quote.get().map(|quote| quote.lines).unwrap_or_default();
    lines.into_iter().filter(is_here).collect()
}

/// `dal … al …`, and the months where they are not plain years.
#[component]
fn Period(live: LiveCart, product: Product) -> impl IntoView {
    let text = move || {
        let lines = lines_of(live, product);
        let is_one = lines.len() == 1;
        let row = |line: Line| {
            let which = (!is_one).then(|| marked(&line.quantity.to_string(), line.kind) + ": ");
            view! { <p class="text-muted">{which}{period(&line)}</p> }
        };
        lines.into_iter().map(row).collect_view()
    };
    view! { {text} }
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
fn Price(live: LiveCart, product: Product) -> impl IntoView {
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
