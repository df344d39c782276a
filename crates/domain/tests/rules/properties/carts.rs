//! Random customers and carts: sensible ones, and ones that no page would let through.

use super::law::{self, DOC, FE, GB, INC, ORD, SR, UT, WOO};
use chrono::Days;
use domain::calendar::add_months;
use domain::cart::{Cart, Item, Purpose};
use domain::money::Percent;
use domain::quote::{Circumstances, Owned};
use domain::vat::VatRegime;
use domain::{Date, Product};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Somebody with a cart on some day.
#[derive(Clone, Debug)]
pub struct Situation {
    pub cart: Cart,
    pub given: Circumstances,
}

/// A day between 2026 and 2034, often one at which months are tricky.
pub fn day() -> impl Strategy<Value = Date> {
    let any = (0..3_000_u64).prop_map(|days| plus_days(date(2026, 1, 1), days));
    let tricky = select(vec![
        date(2026, 11, 22),
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2028, 2, 29),
        date(2028, 8, 31),
        date(2028, 12, 31),
    ]);
    prop_oneof![4 => any, 1 => tricky]
}

/// Where an expiry lies, seen from today.
#[derive(Clone, Copy, Debug)]
enum Expiry {
    DaysAgo(u64),
    InDays(u64),
    AYearOn,
}

impl Expiry {
    fn from(self, today: Date) -> Date {
        match self {
            Self::DaysAgo(days) => today.checked_sub_days(Days::new(days)).unwrap(),
            Self::InDays(days) => plus_days(today, days),
            Self::AYearOn => add_months(today, 12),
        }
    }
}

fn expiry() -> impl Strategy<Value = Expiry> {
    prop_oneof![
        1 => (1..90_u64).prop_map(Expiry::DaysAgo),
        1 => (0..3_u64).prop_map(Expiry::InDays),
        6 => (0..365_u64).prop_map(Expiry::InDays),
        3 => (360..1_200_u64).prop_map(Expiry::InDays),
        1 => Just(Expiry::AYearOn),
    ]
}

fn add_on() -> impl Strategy<Value = Product> {
    select(vec![DOC, INC, WOO, ORD, UT, GB])
}

/// Nothing, or one main service with add-ons that can be had together.
fn owned_on(today: Date) -> impl Strategy<Value = Vec<Owned>> {
    let service = prop_oneof![4 => Just(FE), 1 => Just(SR)];
    let add_ons = vec((add_on(), 1..5_u32, option::weighted(0.4, expiry())), 0..5);
    option::weighted(0.8, (service, expiry(), add_ons)).prop_map(move |drawn| {
        let Some((service, expires, add_ons)) = drawn else { return Vec::new() };
        let with_service = expires.from(today);
        let mut owned = vec![Owned { product: service, quantity: 1, expires: with_service }];
        let documents = add_ons.iter().any(|(product, ..)| *product == DOC);
        for (product, quantity, expires) in add_ons {
            let is_module = law::is_module(product);
            let twice = is_module && owned.iter().any(|o| o.product == product);
            if twice || !law::goes_with(product, service) || (product == WOO && !documents) {
                continue;
            }
            let quantity = if is_module { 1 } else { quantity };
            let expires = expires.map_or(with_service, |own| own.from(today));
            owned.push(Owned { product, quantity, expires });
        }
        owned
    })
}

/// What belongs to the customer and the day.
pub fn circumstances() -> impl Strategy<Value = Circumstances> {
    let discount = option::weighted(0.4, percent());
    let regime = prop_oneof![3 => Just(VatRegime::Ordinary), 1 => Just(VatRegime::SplitPayment)];
    day().prop_flat_map(owned_with_day).prop_flat_map(move |(today, owned)| {
        (discount.clone(), regime.clone()).prop_map(move |(discount, vat_regime)| Circumstances {
            today,
            owned: owned.clone(),
            discount: discount.map(Percent::into),
            vat_regime,
        })
    })
}

fn owned_with_day(today: Date) -> impl Strategy<Value = (Date, Vec<Owned>)> {
    (Just(today), owned_on(today))
}

fn percent() -> impl Strategy<Value = Percent> + Clone {
    (0..=10_000_u32).prop_map(|hundredths| {
        format!("{}.{:02}", hundredths / 100, hundredths % 100).parse().unwrap()
    })
}

/// A cart that keeps every rule.
pub fn acceptable() -> impl Strategy<Value = Situation> {
    let items = vec((add_on(), 1..6_u32), 0..6);
    (circumstances(), items, 1..=10_u32, any::<bool>(), any::<bool>()).prop_map(
        |(given, drawn, years, renew, extends_owned)| {
            let owned_service = given.owned.first().copied();
            let service = owned_service
                .map_or(if drawn.len() == 1 { SR } else { FE }, |service| service.product);
            let purpose = match owned_service {
                None => Purpose::FirstPurchase { years },
                Some(service) if renew || service.expires < given.today => {
                    Purpose::Renewal { years }
                }
                Some(_) => Purpose::Add,
            };
            let mut cart = Cart { purpose, service, items: Vec::new(), extends_owned };
            for (product, quantity) in drawn {
                let quantity = if law::is_module(product) { 1 } else { quantity };
                cart.items.push(Item { product, quantity });
                // Adding to an empty cart is refused for being empty, not for this item.
                if !law::allows(&cart, &given) {
                    cart.items.pop();
                }
            }
            if purpose == Purpose::Add && cart.items.is_empty() {
                cart.items.push(Item { product: UT, quantity: 1 });
            }
            Situation { cart, given }
        },
    )
}

/// Any cart that the types can hold.
pub fn wild() -> impl Strategy<Value = Situation> {
    let any_product = select(Product::ALL.to_vec());
    let service = prop_oneof![6 => Just(FE), 2 => Just(SR), 1 => select(Product::ALL.to_vec())];
    let quantity = prop_oneof![
        6 => 1..3_u32,
        1 => Just(0_u32),
        1 => 990..1_010_u32,
        1 => Just(u32::MAX),
    ];
    let items = vec((any_product, quantity), 0..6);
    let purpose = (0..3, 0..13_u32).prop_map(|(purpose, years)| match purpose {
        0 => Purpose::FirstPurchase { years },
        1 => Purpose::Add,
        _ => Purpose::Renewal { years },
    });
    (circumstances(), service, items, purpose, any::<bool>()).prop_map(
        |(given, service, items, purpose, extends_owned)| {
            let items = items.into_iter().map(|(product, quantity)| Item { product, quantity });
            let cart = Cart { purpose, service, items: items.collect(), extends_owned };
            Situation { cart, given }
        },
    )
}

fn date(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

fn plus_days(date: Date, days: u64) -> Date {
    date.checked_add_days(Days::new(days)).unwrap()
}
