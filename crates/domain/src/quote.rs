//! Cart + what is owned + terms + today → lines, totals and expiries. The only place that adds up.
//!
//! The browser calls [`quote`] on every click and the server calls it when the order is
//! concluded; equal [`Quote::digest`]s mean that the customer saw what is being ordered.

mod line;
mod pricing;
mod refusals;

pub use line::{Line, LineKind};

use pricing::lines;
use refusals::refusals;

use crate::calendar::Date;
use crate::cart::{Cart, CartError, Purpose};
use crate::catalog::Product;
use crate::coupon::Discount;
use crate::money::Money;
use crate::terms::Terms;
use crate::vat::{Totals, VatRegime};
use serde::{Deserialize, Serialize};

/// Something active, or expired and not yet cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    /// A main service, a module, users or space.
    pub product: Product,
    /// How many pieces end on this day; 1 for a service or a module.
    pub quantity: u32,
    /// The last day on which it can be used.
    #[serde(deserialize_with = "crate::calendar::read")]
    pub expires: Date,
}

/// What a quote depends on and that belongs to the customer or to the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// The civil date of the order.
    #[serde(deserialize_with = "crate::calendar::read")]
    pub today: Date,
    /// The main service and its add-ons, if any.
    pub owned: Vec<Owned>,
    /// What a discount code takes off (`docs/rules.md` R12).
    pub discount: Option<Discount>,
    /// Who hands the VAT to the Treasury.
    pub vat_regime: VatRegime,
}

impl Circumstances {
    /// A new customer on an ordinary day.
    #[must_use]
    pub fn new_customer(today: Date) -> Self {
        Self { today, owned: Vec::new(), discount: None, vat_regime: VatRegime::Ordinary }
    }

    /// The products owned, for the rules that do not look at dates.
    #[must_use]
    pub fn owned_products(&self) -> Vec<Product> {
        self.owned.iter().map(|owned| owned.product).collect()
    }

    /// The main service owned under this name.
    #[must_use]
    pub fn owned_service(&self, service: Product) -> Option<Owned> {
        self.owned.iter().copied().find(|owned| owned.product == service)
    }
}

/// What somebody has after the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// A main service, a module, users or space.
    pub product: Product,
    /// How many pieces end on this day; 1 for a service or a module.
    pub quantity: u32,
    /// The last day of use.
    pub until: Date,
}

/// A cart with its price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Every line, also those that cost nothing.
    pub lines: Vec<Line>,
    /// What the code takes off, before VAT.
    pub discount: Money,
    /// Net, VAT, their sum and what is due.
    pub totals: Totals,
    /// What is owned when the order is fulfilled.
    pub after: Vec<After>,
}

impl Quote {
    /// A text that differs whenever anything that the customer agreed to differs.
    ///
    /// It is short and readable on purpose: it protects from surprise, not from forgery, since
    /// the server always works the quote out again.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let Line { product, kind, quantity, from, until, months, net, .. } = line;
            let kind = kind.as_str();
            text += &format!("{product}.{kind}.{quantity}.{from}.{until}.{months}.{net};");
        }
        for After { product, quantity, until } in &self.after {
            text += &format!("{product}.{quantity}.{until};");
        }
        let Totals { net, vat, total, due } = self.totals;
        text + &format!("{}/{net}/{vat}/{total}/{due}", self.discount)
    }

    /// What somebody has after the order, with what ends together told together: a user that is
    /// bought and one that is extended are two users from then on.
    #[must_use]
    pub fn after_together(&self) -> Vec<After> {
        let mut together: Vec<After> = Vec::new();
        for &after in &self.after {
            let is_same = |o: &&mut After| o.product == after.product && o.until == after.until;
            match together.iter_mut().find(is_same) {
                Some(same) => same.quantity = same.quantity.saturating_add(after.quantity),
                None => together.push(after),
            }
        }
        together
    }

    /// The lines of one kind.
    pub fn of_kind(&self, kind: LineKind) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.kind == kind)
    }
}

/// Prices a cart.
///
/// # Errors
/// Everything that is wrong with the cart, not only the first thing.
pub fn quote(cart: &Cart, given: &Circumstances, terms: &Terms) -> Result<Quote, Vec<CartError>> {
    let errors = refusals(cart, given, terms);
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(total(lines(cart, given, terms), cart.purpose, given, terms))
}

fn total(lines: Vec<Line>, purpose: Purpose, given: &Circumstances, terms: &Terms) -> Quote {
    let gross: Money = lines.iter().map(|line| line.net).sum();
    let discount = given.discount.as_ref().map_or(Money::ZERO, |discount| {
        let is_cheaper =
            |line: &&Line| line.kind != LineKind::Extension && discount.is_for(line.product);
        let discountable: Money = lines.iter().filter(is_cheaper).map(|line| line.net).sum();
        discountable.percent(discount.percent)
    });
    let mut after: Vec<After> = lines
        .iter()
        .map(|line| After { product: line.product, quantity: line.quantity, until: line.until })
        .collect();
    if purpose == Purpose::Add {
        let moved = |owned: &Owned| {
            lines.iter().any(|line| {
                line.kind == LineKind::Extension
                    && line.product == owned.product
                    && line.from == owned.expires
            })
        };
        after.extend(given.owned.iter().filter(|owned| !moved(owned)).map(|owned| After {
            product: owned.product,
            quantity: owned.quantity,
            until: owned.expires,
        }));
    }
    let totals = Totals::of(gross - discount, terms.vat_rate, given.vat_regime);
    Quote { lines, discount, totals, after }
}
