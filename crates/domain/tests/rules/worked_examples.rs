//! The worked examples of `docs/rules.md` by their number, and the edges of each rule, R1 to R15.
//!
//! A quote is compared as the rows that a clerk would write down: product, kind, quantity,
//! period, months, net.

mod adding;
mod examples;
mod refusals;
mod reminders;
mod renewing;
mod sums;
mod time;

use domain::cart::{Cart, CartError, Item};
use domain::quote::{Circumstances, Owned, Quote, quote};
use domain::terms::Terms;
use domain::{Date, Product};

pub const FE: Product = Product::Invoicing;
pub const SR: Product = Product::ReceiveOnly;
pub const DOC: Product = Product::Documents;
pub const INC: Product = Product::Collections;
pub const WOO: Product = Product::WooCommerce;
pub const ORD: Product = Product::ElectronicOrders;
pub const UT: Product = Product::User;
pub const GB: Product = Product::Storage;

/// The reference day of the examples.
pub const P: &str = "2026-11-22";

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A new customer on this day.
pub fn on(today: &str) -> Circumstances {
    Circumstances::new_customer(day(today))
}

/// A customer who has these things on this day.
pub fn owning(today: &str, owned: &[(Product, u32, &str)]) -> Circumstances {
    let owned = owned.iter().map(|&(product, quantity, expires)| Owned {
        product,
        quantity,
        expires: day(expires),
    });
    Circumstances { owned: owned.collect(), ..on(today) }
}

fn with(cart: Cart, items: &[(Product, u32)]) -> Cart {
    let items = items.iter().map(|&(product, quantity)| Item { product, quantity }).collect();
    Cart { items, ..cart }
}

pub fn buying(service: Product, years: u32, items: &[(Product, u32)]) -> Cart {
    with(Cart::first_purchase(service, years), items)
}

pub fn adding(items: &[(Product, u32)]) -> Cart {
    with(Cart::add_ons(FE), items)
}

pub fn renewing(years: u32, items: &[(Product, u32)]) -> Cart {
    with(Cart::renewal(FE, years), items)
}

pub fn without_extension(cart: Cart) -> Cart {
    cart.choose_extension(false)
}

pub fn priced(cart: &Cart, given: &Circumstances) -> Quote {
    quote(cart, given, &Terms::demo()).unwrap()
}

pub fn refused(cart: &Cart, given: &Circumstances) -> Vec<CartError> {
    quote(cart, given, &Terms::demo()).unwrap_err()
}

/// `FE extension 1, 2027-04-14 to 2027-11-22, 7 months: 17.50`.
pub fn rows(quote: &Quote) -> Vec<String> {
    let row = |line: &domain::quote::Line| {
        format!(
            "{} {} {}, {} to {}, {} months: {}",
            line.product,
            line.kind.as_str(),
            line.quantity,
            line.from,
            line.until,
            line.months,
            line.net
        )
    };
    quote.lines.iter().map(row).collect()
}

/// `35.50 + 7.81 = 43.31`.
pub fn sum(quote: &Quote) -> String {
    format!("{} + {} = {}", quote.totals.net, quote.totals.vat, quote.totals.total)
}

/// `DOC 1 2027-11-22`.
pub fn after(quote: &Quote) -> Vec<String> {
    let item = |a: &domain::quote::After| format!("{} {} {}", a.product, a.quantity, a.until);
    quote.after.iter().map(item).collect()
}
