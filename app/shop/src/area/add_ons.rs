//! Modules, users and space of a service: what is there, and a button for what is not.

use domain::Product;
use domain::calendar::Date;
use domain::catalog::Kind;
use domain::entitlements::Seats;
use domain::format::{date, euro};
use domain::hindrance::First;
use domain::order::Order;
use domain::quote::Owned;
use domain::subscription::Subscription;
use domain::terms::Terms;
use leptos::either::Either;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::cart::api::StartCart;
use crate::order::awaited_state;
use ui::components::{Blocked, Card, Icon, ProductTile, Sign, SubmitButton};
use ui::paths;

#[component]
pub fn AddOns(
    subscription: Subscription,
    terms: Terms,
    today: Date,
    /// The order that waits for its payment.
    pending: Option<Order>,
    /// The disdetta was asked for.
    is_given_up: bool,
    /// On the page of the service itself, with its users.
    #[prop(default = None)]
    seats: Option<Seats>,
) -> impl IntoView {
    let label = if seats.is_some() { label_there } else { label };
    let row = |product: Product| {
        let owned: Vec<Owned> =
            subscription.owned.iter().filter(|o| o.product == product).copied().collect();
        let price = terms.yearly(product, today).map(euro);
        let waiting = pending.as_ref().and_then(|order| Waiting::of(order, product));
        let first = First::of(pending.as_ref().map(|order| order.number), is_given_up);
        let seats = seats.filter(|_| product == Product::User);
        view! { <AddOn product owned price waiting first label seats/> }
    };
    let rows = subscription.service.add_ons().map(row).collect_view();
    view! {
        <Card title=if seats.is_some() { "Moduli, utenti e spazio" } else { "Servizi aggiuntivi" }>
            <ul class="divide-y divide-base-300">{rows}</ul>
        </Card>
    }
}

/// What has been ordered and not been paid yet.
#[derive(Clone, Copy)]
struct Waiting {
    order: i64,
    quantity: u32,
    for_what: &'static str,
}

impl Waiting {
    fn of(order: &Order, product: Product) -> Option<Self> {
        let quantity = order.buys(product);
        (quantity > 0).then(|| Self {
            order: order.number,
            quantity,
            for_what: awaited_state(order.holder.party.kind),
        })
    }
}

/// One add-on. A module is there, or ordered, once or not at all; of the others there can always be
/// more.
#[component]
fn AddOn(
    product: Product,
    owned: Vec<Owned>,
    price: Option<String>,
    waiting: Option<Waiting>,
    /// What is settled before anything can be added.
    first: Option<First>,
    /// What its button says.
    label: fn(Product) -> String,
    /// How many of the places are taken.
    seats: Option<Seats>,
) -> impl IntoView {
    let is_taken = !owned.is_empty() || waiting.is_some();
    let can_add = price.is_some() && !(is_taken && product.is_module());
    let is_owned = !owned.is_empty();
    let price = price.map(|price| {
        view! {
            <p class="text-sm text-muted"><span class="figure">{price}</span> " + IVA all’anno"</p>
        }
    });
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-3 py-3.5 first:pt-0 last:pb-0">
            <ProductTile product/>
            <div class="min-w-0 flex-1 basis-52">
                <h3>{plural(product)}</h3>
                {seats.map(|seats| view! { <p class="text-sm">{used(seats)}</p> })}
                {is_owned.then(|| view! { <Have owned/> })}
                {waiting.map(|waiting| view! { <Ordered product waiting/> })}
                {can_add.then_some(price)}
            </div>
            {can_add.then(|| match first {
                Some(first) => Either::Left(view! {
                    <Blocked text=label(product) label=called(label, product) first/>
                }),
                None => Either::Right(view! { <Add product label/> }),
            })}
        </li>
    }
}

/// The green tick, how many, and until when.
#[component]
fn Have(owned: Vec<Owned>) -> impl IntoView {
    let row = |owned: Owned| {
        let count = match owned.product.kind() {
            Kind::Module | Kind::MainService => "Attivo".to_owned(),
            Kind::Counted => owned.quantity.to_string(),
        };
        view! {
            <p class="flex items-center gap-2 text-sm">
                <span class="text-success"><Icon sign=Sign::Check/></span>
                <span>{count} " fino al " {date(owned.expires)}</span>
            </p>
        }
    };
    view! { {owned.into_iter().map(row).collect_view()} }
}

/// What waits in an order, which can be paid.
#[component]
fn Ordered(product: Product, waiting: Waiting) -> impl IntoView {
    let Waiting { order, quantity, for_what } = waiting;
    let count = match product.kind() {
        Kind::Module | Kind::MainService => for_what.to_owned(),
        Kind::Counted => format!("{quantity} {}", for_what.to_lowercase()),
    };
    view! {
        <p>{count} " – " <a class="text-link" href=paths::order(order)>{format!("ordine {order}")}</a></p>
    }
}

/// Into the cart with one of it, without WASM too.
#[component]
fn Add(product: Product, label: fn(Product) -> String) -> impl IntoView {
    let more = (label(product) == BUY).then(|| {
        view! { <span class="sr-only">": " {product.name()}</span> }
    });
    view! {
        <form action=StartCart::url() method="post">
            <input type="hidden" name="product" value=product.code()/>
            <SubmitButton class="btn-outline">{label(product)} {more}</SubmitButton>
        </form>
    }
}

/// `Aggiungi modulo documenti`, `Aggiungi utenza`.
fn label(product: Product) -> String {
    match product.kind() {
        Kind::Module | Kind::MainService => {
            let mut name = product.name().chars();
            let first = name.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            format!("Aggiungi {first}{}", name.as_str())
        }
        Kind::Counted if product == Product::User => "Aggiungi utenza".into(),
        Kind::Counted => "Aumenta spazio".into(),
    }
}

/// What the button of a module says on the page of its service.
const BUY: &str = "Acquista modulo";

/// The same on the page of the service: `Acquista modulo`, `Aggiungi utente`.
fn label_there(product: Product) -> String {
    match product.kind() {
        Kind::Module | Kind::MainService => BUY.into(),
        Kind::Counted if product == Product::User => "Aggiungi utente".into(),
        Kind::Counted => "Aumenta spazio".into(),
    }
}

/// The name of a button whose words alone do not say which module.
fn called(label: fn(Product) -> String, product: Product) -> String {
    match label(product) {
        text if text == BUY => format!("{text}: {}", product.name()),
        text => text,
    }
}

/// `1 di 2 usati`.
fn used(seats: Seats) -> String {
    match (seats.all(), seats.resting) {
        (0, _) => "Nessuno acquistato".into(),
        (all, 0) => format!("{} di {all} usati", seats.used),
        (all, _) => format!("{} di {all} usati, a riposo fino alla riattivazione", seats.used),
    }
}

/// The heading of a row.
fn plural(product: Product) -> &'static str {
    match product {
        Product::User => "Utenti aggiuntivi",
        Product::Storage => "Spazio aggiuntivo",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_are_called_as_customers_know_them() {
        assert_eq!(label(Product::Documents), "Aggiungi modulo documenti");
        assert_eq!(label(Product::Collections), "Aggiungi modulo incassi e pagamenti");
        assert_eq!(label(Product::WooCommerce), "Aggiungi modulo WooCommerce");
        assert_eq!(label(Product::User), "Aggiungi utenza");
        assert_eq!(label_there(Product::User), "Aggiungi utente");
        assert_eq!(called(label_there, Product::Documents), "Acquista modulo: Modulo documenti");
        assert_eq!(called(label_there, Product::Storage), "Aumenta spazio");
    }
}
