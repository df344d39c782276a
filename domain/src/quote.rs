//! Cart + what is owned + terms + today → lines, totals and expiries. The only place that adds up.
//!
//! The browser calls [`quote`] on every click and the server calls it when the order is
//! concluded; equal [`Quote::digest`]s mean that the customer saw what is being ordered.

use crate::calendar::{Date, add_months, missing_months};
use crate::cart::{Cart, CartError, Item, Purpose, YEARS};
use crate::catalog::{ExpiryPolicy, Product};
use crate::coupon::Discount;
use crate::money::Money;
use crate::terms::Terms;
use crate::vat::{Totals, VatRegime};
use serde::{Deserialize, Serialize};

/// The months of a first year, and the least that is sold of anything.
const YEAR: u32 = 12;

/// Something active, or expired and not yet cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    /// What.
    pub product: Product,
    /// How many.
    pub quantity: u32,
    /// The last day on which it can be used.
    pub expires: Date,
}

/// What is owned on a day, out of all that was ever bought for a service.
///
/// A module that was left out of a renewal is not owned any more after its own last day: the
/// service has gone on without it, and it can be bought again. One that ended with its service
/// waits with it for the renewal, and users and space that ended wait in any case
/// (`docs/rules.md` R7, R9).
#[must_use]
pub fn still_owned(mut bought: Vec<Owned>, today: Date) -> Vec<Owned> {
    let service = bought.iter().find(|owned| owned.product.is_main_service()).copied();
    let went_on = |owned: &Owned| service.is_some_and(|service| owned.expires < service.expires);
    bought.retain(|o| !o.product.is_module() || today <= o.expires || !went_on(o));
    bought
}

/// What a quote depends on and that belongs to the customer or to the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// The civil date of the order.
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

/// Why a line is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// Something new.
    Purchase,
    /// Something owned that moves to the expiry of what is new.
    Extension,
    /// Something owned that goes on for some years.
    Renewal,
}

impl Line {
    /// True for a module that ends with the service, although its whole year is paid
    /// (`docs/rules.md` R6).
    #[must_use]
    pub fn ends_early(&self) -> bool {
        match (self.kind, self.product.facts().without_extension) {
            (LineKind::Purchase, ExpiryPolicy::AlignToService) => {
                self.until < add_months(self.from, self.months)
            }
            (LineKind::Purchase, ExpiryPolicy::OwnTerm)
            | (LineKind::Extension | LineKind::Renewal, _) => false,
        }
    }
}

impl LineKind {
    /// The name for machines.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::Extension => "extension",
            Self::Renewal => "renewal",
        }
    }
}

/// One priced row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What.
    pub product: Product,
    /// Why.
    pub kind: LineKind,
    /// How many.
    pub quantity: u32,
    /// First day of the period; for what is owned, its expiry so far.
    pub from: Date,
    /// Last day of the period.
    pub until: Date,
    /// The months that are paid, which alignment can make more than those of the period.
    pub months: u32,
    /// Price of one piece for one year; nothing when it is free.
    pub yearly: Money,
    /// Price of the line: yearly × quantity × months / 12, rounded once.
    pub net: Money,
}

/// What somebody has after the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    /// What.
    pub product: Product,
    /// How many.
    pub quantity: u32,
    /// Until when.
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
                Some(same) => same.quantity += after.quantity,
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
    let pricing = Pricing { cart, given, terms };
    let lines = match cart.purpose {
        Purpose::FirstPurchase { years } => pricing.first_purchase(years),
        Purpose::Add => pricing.add(),
        Purpose::Renewal { years } => pricing.renewal(years),
    };
    Ok(total(lines, cart.purpose, given, terms))
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

/// The lines of a cart that is acceptable.
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

        // Those that run longest are kept first: less to pay, and nothing is shortened.
        let mut kept: Vec<Owned> =
            self.given.owned.iter().filter(|o| !o.product.is_main_service()).copied().collect();
        kept.sort_by_key(|owned| std::cmp::Reverse(owned.expires));

        for &item in &self.cart.items {
            let mut wanted = item.quantity;
            for owned in kept.iter_mut().filter(|owned| owned.product == item.product) {
                let quantity = wanted.min(owned.quantity);
                if quantity == 0 {
                    continue;
                }
                (wanted, owned.quantity) = (wanted - quantity, owned.quantity - quantity);
                let until = until.max(owned.expires);
                let months = self.months(owned.expires, until);
                let item = Item { product: item.product, quantity };
                lines.push(self.line(item, LineKind::Renewal, owned.expires, until, months));
            }
            if wanted > 0 {
                let item = Item { product: item.product, quantity: wanted };
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

/// Everything that keeps the cart from being priced; nothing when it is acceptable.
fn refusals(cart: &Cart, given: &Circumstances, terms: &Terms) -> Vec<CartError> {
    let mut errors = Vec::new();
    if !cart.service.is_main_service() {
        errors.push(CartError::NotAMainService(cart.service));
        return errors;
    }
    check_purpose(cart, given, &mut errors);
    check_items(cart, given, &mut errors);

    let priced = cart.items.iter().map(|item| item.product).chain([cart.service]);
    let extended = given.owned.iter().map(|owned| owned.product);
    let mut unpriced: Vec<Product> =
        priced.chain(extended).filter(|p| terms.yearly(*p, given.today).is_none()).collect();
    unpriced.sort_unstable();
    unpriced.dedup();
    errors.extend(unpriced.into_iter().map(CartError::NotOnSale));
    errors
}

fn check_purpose(cart: &Cart, given: &Circumstances, errors: &mut Vec<CartError>) {
    let service = given.owned_service(cart.service);
    match cart.purpose {
        Purpose::FirstPurchase { .. } => {
            if !given.owned.is_empty() {
                errors.push(CartError::AlreadyOwned);
            }
        }
        Purpose::Add => {
            match service {
                None => errors.push(CartError::ServiceNotOwned(cart.service)),
                // The day of expiry is still a day of use (`docs/rules.md` R2).
                Some(service) if service.expires < given.today => {
                    errors.push(CartError::ServiceExpired);
                }
                Some(_) => {}
            }
            if cart.items.is_empty() {
                errors.push(CartError::NothingAdded);
            }
        }
        Purpose::Renewal { .. } => {
            if service.is_none() {
                errors.push(CartError::ServiceNotOwned(cart.service));
            }
        }
    }
    if let Purpose::FirstPurchase { years } | Purpose::Renewal { years } = cart.purpose
        && !YEARS.contains(&years)
    {
        errors.push(CartError::Years);
    }
}

fn check_items(cart: &Cart, given: &Circumstances, errors: &mut Vec<CartError>) {
    let owned = given.owned_products();
    let mut seen: Vec<Product> = Vec::new();
    for &item in &cart.items {
        let product = item.product;
        if let Err(error) = cart.check_item(item, &owned) {
            errors.push(error);
        }
        if product.is_module() && seen.contains(&product) {
            errors.push(CartError::ModuleAskedTwice(product));
        } else {
            seen.push(product);
            let missing =
                product.facts().requires.iter().filter(|needs| !cart.holds(**needs, &owned));
            errors.extend(missing.map(|&needs| CartError::Requires { product, needs }));
        }
    }
}
