//! Carts made from a seed, to hold two builds of this crate against each other.
//!
//! The same seed gives the same carts everywhere, acceptable and refused ones alike.

use crate::calendar::Date;
use crate::cart::{Cart, Item, Purpose};
use crate::catalog::Product;
use crate::money::Percent;
use crate::quote::{Circumstances, Owned, quote};
use crate::terms::Terms;
use crate::vat::VatRegime;
use chrono::Days;

/// A generator of numbers that look random (`xorshift64*`).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        u32::try_from(mixed % u64::from(bound.max(1))).unwrap_or_default()
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    fn day(&mut self, from: Date, within: u32) -> Date {
        from.checked_add_days(Days::new(self.below(within).into())).unwrap_or(from)
    }

    fn one_of(&mut self, products: &[Product]) -> Product {
        let bound = u32::try_from(products.len()).unwrap_or(u32::MAX);
        let place = usize::try_from(self.below(bound)).unwrap_or_default();
        products.get(place).copied().unwrap_or(Product::Invoicing)
    }
}

/// Mostly an add-on that the service can have; sometimes anything.
fn add_on(numbers: &mut Numbers, service: Product) -> Product {
    let fitting: Vec<Product> = service.add_ons().collect();
    if numbers.chance(97) { numbers.one_of(&fitting) } else { numbers.one_of(&Product::ALL) }
}

/// One cart and its circumstances.
fn cart(numbers: &mut Numbers) -> (Cart, Circumstances) {
    let start = Date::from_ymd_opt(2026, 1, 1).expect("a date of the calendar");
    let today = numbers.day(start, 1500);
    let service = match numbers.below(20) {
        0 => numbers.one_of(&Product::ALL),
        1..=3 => Product::ReceiveOnly,
        _ => Product::Invoicing,
    };
    let years = if numbers.chance(95) { 1 + numbers.below(10) } else { numbers.below(13) };
    let purpose = match numbers.below(3) {
        0 => Purpose::FirstPurchase { years },
        1 => Purpose::Add,
        _ => Purpose::Renewal { years },
    };
    let mut owned = Vec::new();
    if !matches!(purpose, Purpose::FirstPurchase { .. }) || numbers.chance(5) {
        // Some of what is owned has expired a little while ago.
        let since = today.checked_sub_days(Days::new(40)).unwrap_or(today);
        let expires = numbers.day(since, 900);
        owned.push(Owned { product: service, quantity: 1, expires });
        for _ in 0..numbers.below(4) {
            let product = add_on(numbers, service);
            let expires = if numbers.chance(60) { expires } else { numbers.day(since, 900) };
            owned.push(Owned { product, quantity: 1 + numbers.below(4), expires });
        }
    }
    let mut items: Vec<Item> = Vec::new();
    for _ in 0..numbers.below(5) {
        let product = add_on(numbers, service);
        let quantity = match product.is_module() {
            true if numbers.chance(90) && items.iter().any(|item| item.product == product) => {
                continue;
            }
            true => 1,
            false if numbers.chance(3) => 0,
            false => 1 + numbers.below(40),
        };
        items.push(Item { product, quantity });
    }
    let discount =
        numbers.chance(30).then(|| format!("{}.5", numbers.below(100)).parse::<Percent>().ok());
    let vat_regime = if numbers.chance(20) { VatRegime::SplitPayment } else { VatRegime::Ordinary };
    let cart = Cart { purpose, service, items, extends_owned: numbers.chance(60) };
    (
        cart,
        Circumstances { today, owned, discount: discount.flatten().map(Percent::into), vat_regime },
    )
}

/// So many carts, each with its circumstances.
pub fn carts(seed: u64, count: u32) -> impl Iterator<Item = (Cart, Circumstances)> {
    let mut numbers = Numbers(seed | 1);
    (0..count).map(move |_| cart(&mut numbers))
}

/// One line of text for each of `count` carts: the digest of its quote, or why it is refused.
#[must_use]
pub fn quotes(seed: u64, count: u32) -> String {
    let terms = Terms::demo();
    let mut text = String::new();
    for (cart, given) in carts(seed, count) {
        match quote(&cart, &given, &terms) {
            Ok(quote) => text += &quote.digest(),
            Err(errors) => {
                let codes: Vec<&str> = errors.iter().map(|error| error.code()).collect();
                text += &codes.join(",");
            }
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::quotes;

    #[test]
    fn the_same_seed_gives_the_same_carts_and_many_can_be_priced() {
        let text = quotes(7, 2_000);
        assert_eq!(text, quotes(7, 2_000));
        assert_ne!(text, quotes(8, 2_000));
        assert!(text.lines().filter(|line| line.contains(';')).count() > 1_000, "few are priced");
    }
}
