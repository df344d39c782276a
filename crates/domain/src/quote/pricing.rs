//! The lines of a cart: what is bought, what moves with it, until when and for how much.

use super::{Circumstances, Line, LineKind, Owned};
use crate::calendar::{Date, add_months, missing_months};
use crate::cart::{Cart, Item, Purpose};
use crate::catalog::{ExpiryPolicy, Product};
use crate::money::Money;
use crate::terms::Terms;

/// The months of a first year, and the least that is sold of anything.
const YEAR: u32 = 12;

/// The lines of a cart that is acceptable.
pub fn lines(cart: &Cart, given: &Circumstances, terms: &Terms) -> Vec<Line> {
    let pricing = Pricing { cart, given, terms };
    match cart.purpose {
        Purpose::FirstPurchase { years } => pricing.first_purchase(years),
        Purpose::Add => pricing.add(),
        Purpose::Renewal { years } => pricing.renewal(years),
    }
}

struct Pricing<'a> {
    cart: &'a Cart,
    given: &'a Circumstances,
    terms: &'a Terms,
}

impl Pricing<'_> {
    /// Everything begins today and ends together (`docs/rules.md` R2, R10).
    fn first_purchase(&self, years: u32) -> Vec<Line> {
        let today = self.given.today;
        let months = years * YEAR;
        let until = add_months(today, months);
        let service = Item { product: self.cart.service, quantity: 1 };
        let mut lines = vec![self.line(service, LineKind::Purchase, today, until, months)];
        for &item in &self.cart.items {
            let mut line = self.line(item, LineKind::Purchase, today, until, months);
            if self.terms.is_free_with_first_purchase(item.product, today) {
                (line.yearly, line.net) = (Money::ZERO, Money::ZERO);
            }
            lines.push(line);
        }
        lines
    }

    /// Add-ons, and what moves with them (`docs/rules.md` R5–R8).
    fn add(&self) -> Vec<Line> {
        let today = self.given.today;
        let a_year_on = add_months(today, YEAR);
        let service_until = self.service_expiry();
        let (until, months) = if service_until > a_year_on {
            (service_until, self.months(today, service_until).max(YEAR))
        } else {
            (a_year_on, YEAR)
        };
        let extends = self.cart.extends_owned && service_until <= a_year_on;

        let mut lines = Vec::new();
        for &item in &self.cart.items {
            let until = match item.product.facts().without_extension {
                ExpiryPolicy::AlignToService if !extends => service_until,
                ExpiryPolicy::AlignToService | ExpiryPolicy::OwnTerm => until,
            };
            lines.push(self.line(item, LineKind::Purchase, today, until, months));
        }
        if extends {
            let active = |owned: &&Owned| (today..until).contains(&owned.expires);
            for owned in self.given.owned.iter().filter(active) {
                let item = Item { product: owned.product, quantity: owned.quantity };
                let months = self.months(owned.expires, until);
                lines.push(self.line(item, LineKind::Extension, owned.expires, until, months));
            }
        }
        lines
    }

    /// The service and what is kept go on from where they end (`docs/rules.md` R9).
    fn renewal(&self, years: u32) -> Vec<Line> {
        let today = self.given.today;
        let from = self.service_expiry();
        let until = add_months(from, years * YEAR);
        let service = Item { product: self.cart.service, quantity: 1 };
        let mut lines = vec![self.line(service, LineKind::Renewal, from, until, years * YEAR)];

        let mut kept: Vec<Owned> =
            self.given.owned.iter().filter(|o| !o.product.is_main_service()).copied().collect();

        for &item in &self.cart.items {
            let mut unpriced = item.quantity;
            while unpriced > 0
                && let Some(owned) = longest(&mut kept, item.product)
            {
                let quantity = unpriced.min(owned.quantity);
                (unpriced, owned.quantity) = (unpriced - quantity, owned.quantity - quantity);
                let until = until.max(owned.expires);
                let months = self.months(owned.expires, until);
                let item = Item { product: item.product, quantity };
                lines.push(self.line(item, LineKind::Renewal, owned.expires, until, months));
            }
            if unpriced > 0 {
                let item = Item { product: item.product, quantity: unpriced };
                let months = self.months(today, until).max(YEAR);
                lines.push(self.line(item, LineKind::Purchase, today, until, months));
            }
        }
        lines
    }

    fn line(&self, item: Item, kind: LineKind, from: Date, until: Date, months: u32) -> Line {
        let Item { product, quantity } = item;
        let yearly = self
            .terms
            .yearly(product, self.given.today)
            .expect("a product without a price was refused before");
        let net = (yearly * quantity).share(months, YEAR);
        Line { product, kind, quantity, from, until, months, yearly, net }
    }

    fn service_expiry(&self) -> Date {
        self.given
            .owned_service(self.cart.service)
            .expect("a cart for a service that is not owned was refused before")
            .expires
    }

    fn months(&self, from: Date, until: Date) -> u32 {
        missing_months(from, until, self.terms.months)
    }
}

/// What is kept first of a product while some of it is left: what runs longest, so that there is
/// less to pay and nothing is shortened. Of those that end together it is the first.
fn longest(kept: &mut [Owned], product: Product) -> Option<&mut Owned> {
    let left = kept.iter_mut().filter(|owned| owned.product == product && owned.quantity > 0);
    left.rev().max_by_key(|owned| owned.expires)
}
