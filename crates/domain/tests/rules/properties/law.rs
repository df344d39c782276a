//! `docs/rules.md` once more, as plainly as it can be written: lists instead of a table of
//! facts, whole cents instead of decimals, counting instead of calendar arithmetic. What the
//! crate says must be what this says.

use chrono::{Datelike, Days};
use domain::cart::{Cart, Purpose};
use domain::quote::{Circumstances, LineKind, Quote};
use domain::vat::VatRegime;
use domain::{Date, Product};

pub const FE: Product = Product::Invoicing;
pub const SR: Product = Product::ReceiveOnly;
pub const DOC: Product = Product::Documents;
pub const INC: Product = Product::Collections;
pub const WOO: Product = Product::WooCommerce;
pub const ORD: Product = Product::ElectronicOrders;
pub const UT: Product = Product::User;
pub const GB: Product = Product::Storage;

pub fn is_module(product: Product) -> bool {
    [DOC, INC, WOO, ORD].contains(&product)
}

pub fn goes_with(product: Product, service: Product) -> bool {
    match service {
        Product::Invoicing => is_module(product) || product == UT || product == GB,
        Product::ReceiveOnly => product == UT || product == GB,
        _ => false,
    }
}

/// True for a cart that breaks no rule.
pub fn allows(cart: &Cart, given: &Circumstances) -> bool {
    let owns = |product| given.owned.iter().any(|owned| owned.product == product);
    let asked = |product| cart.items.iter().filter(|item| item.product == product).count();

    let purpose = match cart.purpose {
        Purpose::FirstPurchase { years } => (1..=10).contains(&years) && given.owned.is_empty(),
        Purpose::Renewal { years } => (1..=10).contains(&years) && owns(cart.service),
        Purpose::Add => {
            let usable = |product| {
                given.owned.iter().any(|o| o.product == product && given.today <= o.expires)
            };
            usable(cart.service) && !cart.items.is_empty()
        }
    };
    let add_on = |product: Product, quantity: u32| {
        let module = is_module(product);
        goes_with(product, cart.service)
            && (1..=999).contains(&quantity)
            && (!module || (quantity == 1 && asked(product) == 1))
            && !(module && cart.purpose == Purpose::Add && owns(product))
    };
    let documents = asked(DOC) > 0 || (cart.purpose == Purpose::Add && owns(DOC));

    [FE, SR].contains(&cart.service)
        && purpose
        && cart.items.iter().all(|item| add_on(item.product, item.quantity))
        && (asked(WOO) == 0 || documents)
}

/// A line: what, why, how many, from, until, months, cents.
pub type Row = (Product, LineKind, u32, Date, Date, u32, i128);

/// Everything a quote says, in cents.
#[derive(Debug, PartialEq, Eq)]
pub struct Bill {
    pub rows: Vec<Row>,
    pub discount: i128,
    pub net: i128,
    pub vat: i128,
    pub due: i128,
    pub after: Vec<(Product, u32, Date)>,
}

/// What a quote of the crate says, to be compared.
pub fn read(quote: &Quote) -> Bill {
    let cents = |money: domain::Money| i128::from(money.cents());
    let row = |l: &domain::quote::Line| {
        (l.product, l.kind, l.quantity, l.from, l.until, l.months, cents(l.net))
    };
    Bill {
        rows: quote.lines.iter().map(row).collect(),
        discount: cents(quote.discount),
        net: cents(quote.totals.net),
        vat: cents(quote.totals.vat),
        due: cents(quote.totals.due),
        after: quote.after.iter().map(|a| (a.product, a.quantity, a.until)).collect(),
    }
}

/// What an acceptable cart costs; `percent` is the discount in hundredths of a percent.
pub fn bill(cart: &Cart, given: &Circumstances, percent: i128) -> Bill {
    let rows = match cart.purpose {
        Purpose::FirstPurchase { years } => first_purchase(cart, given, years),
        Purpose::Add => add(cart, given),
        Purpose::Renewal { years } => renewal(cart, given, years),
    };
    let gross: i128 = rows.iter().map(|row| row.6).sum();
    let discounted: i128 =
        rows.iter().filter(|row| row.1 != LineKind::Extension).map(|row| row.6).sum();
    let discount = half_up(discounted * percent, 10_000);
    let net = gross - discount;
    let vat = half_up(net * 22, 100);
    let due = if given.vat_regime == VatRegime::SplitPayment { net } else { net + vat };

    let mut after: Vec<(Product, u32, Date)> =
        rows.iter().map(|row| (row.0, row.2, row.4)).collect();
    if cart.purpose == Purpose::Add {
        let moves = rows.iter().any(|row| row.1 == LineKind::Extension);
        let until = plus(given.today, 12);
        for owned in &given.owned {
            if !(moves && given.today <= owned.expires && owned.expires < until) {
                after.push((owned.product, owned.quantity, owned.expires));
            }
        }
    }
    Bill { rows, discount, net, vat, due, after }
}

fn first_purchase(cart: &Cart, given: &Circumstances, years: u32) -> Vec<Row> {
    let (from, until, months) = (given.today, plus(given.today, years * 12), years * 12);
    let row = |product, quantity, cents| {
        (product, LineKind::Purchase, quantity, from, until, months, cents)
    };
    let mut rows = vec![row(cart.service, 1, cost(cart.service, 1, months))];
    for item in &cart.items {
        let free = item.product == DOC || item.product == INC;
        let cents = if free { 0 } else { cost(item.product, item.quantity, months) };
        rows.push(row(item.product, item.quantity, cents));
    }
    rows
}

fn add(cart: &Cart, given: &Circumstances) -> Vec<Row> {
    let today = given.today;
    let (service_end, year_end) = (expiry(cart, given), plus(today, 12));
    let mut rows = Vec::new();
    for item in &cart.items {
        let (until, months) = if service_end > year_end {
            (service_end, missing(today, service_end).max(12))
        } else if !cart.extends_owned && is_module(item.product) {
            (service_end, 12)
        } else {
            (year_end, 12)
        };
        let cents = cost(item.product, item.quantity, months);
        rows.push((item.product, LineKind::Purchase, item.quantity, today, until, months, cents));
    }
    if cart.extends_owned && service_end <= year_end {
        for owned in &given.owned {
            if today <= owned.expires && owned.expires < year_end {
                let months = missing(owned.expires, year_end);
                let cents = cost(owned.product, owned.quantity, months);
                rows.push((
                    owned.product,
                    LineKind::Extension,
                    owned.quantity,
                    owned.expires,
                    year_end,
                    months,
                    cents,
                ));
            }
        }
    }
    rows
}

fn renewal(cart: &Cart, given: &Circumstances, years: u32) -> Vec<Row> {
    let from = expiry(cart, given);
    let until = plus(from, years * 12);
    let cents = cost(cart.service, 1, years * 12);
    let mut rows = vec![(cart.service, LineKind::Renewal, 1, from, until, years * 12, cents)];
    // Each piece that is owned, one by one; those that run longest come first.
    let mut pieces: Vec<(usize, Product, Date)> = Vec::new();
    for (lot, owned) in given.owned.iter().enumerate() {
        for _ in 0..owned.quantity {
            pieces.push((lot, owned.product, owned.expires));
        }
    }
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.2));
    for item in &cart.items {
        let mut kept: Vec<(usize, u32, Date)> = Vec::new();
        let mut new = 0;
        for _ in 0..item.quantity {
            match pieces.iter().position(|piece| piece.1 == item.product) {
                None => new += 1,
                Some(place) => {
                    let (lot, _, expires) = pieces.remove(place);
                    match kept.iter_mut().find(|line| line.0 == lot) {
                        Some(line) => line.1 += 1,
                        None => kept.push((lot, 1, expires)),
                    }
                }
            }
        }
        for (_, quantity, expires) in kept {
            let end = until.max(expires);
            let months = if expires == from { years * 12 } else { missing(expires, end) };
            let cents = cost(item.product, quantity, months);
            rows.push((item.product, LineKind::Renewal, quantity, expires, end, months, cents));
        }
        if new > 0 {
            let months = missing(given.today, until).max(12);
            let cents = cost(item.product, new, months);
            rows.push((item.product, LineKind::Purchase, new, given.today, until, months, cents));
        }
    }
    rows
}

fn expiry(cart: &Cart, given: &Circumstances) -> Date {
    given.owned.iter().find(|owned| owned.product == cart.service).unwrap().expires
}

fn cost(product: Product, quantity: u32, months: u32) -> i128 {
    half_up(yearly(product) * i128::from(quantity) * i128::from(months), 12)
}

pub fn yearly(product: Product) -> i128 {
    match product {
        Product::Invoicing => 30_00,
        Product::ReceiveOnly | Product::Documents | Product::Collections => 18_00,
        Product::WooCommerce | Product::ElectronicOrders => 24_00,
        Product::User | Product::Storage => 12_00,
    }
}

fn half_up(amount: i128, parts: i128) -> i128 {
    (2 * amount + parts) / (2 * parts)
}

/// R1, by trying the day itself and then the days before it.
pub fn plus(date: Date, months: u32) -> Date {
    let month = date.month0() + months;
    let year = date.year() + i32::try_from(month / 12).unwrap();
    (1..=date.day()).rev().find_map(|day| Date::from_ymd_opt(year, month % 12 + 1, day)).unwrap()
}

/// R3: one month more for each month's day that was passed by 15 days or more.
pub fn missing(from: Date, until: Date) -> u32 {
    let counts =
        |months: &u32| plus(from, *months).checked_add_days(Days::new(15)).unwrap() <= until;
    u32::try_from((0..).take_while(counts).count()).unwrap()
}
