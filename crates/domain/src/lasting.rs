//! Until when everything lasts, drawn to one scale: a bar for each thing that is owned or ordered.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, add_months};
use crate::catalog::Product;
use crate::quote::{Line, LineKind, Owned};

/// How long one thing lasts, in thousandths of the whole drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lasting {
    /// What lasts so long.
    pub product: Product,
    /// How many of it.
    pub quantity: u32,
    /// Its last day.
    pub until: Date,
    /// How long it had been paid for before.
    pub paid: u32,
    /// How much an order adds.
    pub added: u32,
    /// The order begins it.
    pub is_new: bool,
}

/// What is owned, from today on. A year is the shortest scale, so that a service that ends soon looks
/// like one.
#[must_use]
pub fn of_owned(owned: &[Owned], today: Date) -> Vec<Lasting> {
    let ends = owned.iter().map(|owned| owned.expires);
    let scale = Scale::new(today, ends.chain([add_months(today, 12)]));
    let bar = |owned: &Owned| Lasting {
        product: owned.product,
        quantity: owned.quantity,
        until: owned.expires,
        paid: scale.share(today, owned.expires),
        added: 0,
        is_new: false,
    };
    owned.iter().map(bar).collect()
}

/// What an order does, from the day that its terms are counted from.
#[must_use]
pub fn of_lines(lines: &[Line], since: Date) -> Vec<Lasting> {
    let scale = Scale::new(since, lines.iter().map(|line| line.until));
    let bar = |line: &Line| {
        let is_new = line.kind == LineKind::Purchase;
        let from = if is_new { since } else { line.from };
        Lasting {
            product: line.product,
            quantity: line.quantity,
            until: line.until,
            paid: scale.share(since, from),
            added: scale.share(from.max(since), line.until),
            is_new,
        }
    };
    lines.iter().map(bar).collect()
}

/// From a day to the last that matters.
struct Scale {
    whole: i64,
}

impl Scale {
    fn new(since: Date, ends: impl Iterator<Item = Date>) -> Self {
        Self { whole: ends.max().map_or(1, |last| (last - since).num_days()).max(1) }
    }

    fn share(&self, from: Date, until: Date) -> u32 {
        let days = (until - from).num_days().clamp(0, self.whole);
        u32::try_from(days * 1000 / self.whole).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cart::Cart;
    use crate::quote::{Circumstances, quote};
    use crate::terms::Terms;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_ends_sooner_has_the_shorter_bar_and_a_year_is_the_whole() {
        let owned = |product, expires| Owned { product, quantity: 1, expires: day(expires) };
        let owned = [
            owned(Product::Invoicing, "2027-04-22"),
            owned(Product::User, "2026-12-22"),
            owned(Product::Storage, "2026-11-01"),
        ];
        let bars = of_owned(&owned, day("2026-11-22"));
        let paid: Vec<u32> = bars.iter().map(|bar| bar.paid).collect();
        assert_eq!(paid, [413, 82, 0], "151 and 30 days of 365, and nothing of what is over");
    }

    #[test]
    fn an_order_adds_to_what_is_paid_and_begins_what_is_new() {
        let owned =
            [Owned { product: Product::Invoicing, quantity: 1, expires: day("2027-04-22") }];
        let given = Circumstances {
            owned: owned.to_vec(),
            ..Circumstances::new_customer(day("2026-11-22"))
        };
        let cart = Cart::add_ons(Product::Invoicing);
        let cart = cart.set_quantity(Product::Documents, 1, &[]).unwrap().choose_extension(true);
        let lines = quote(&cart, &given, &Terms::demo()).unwrap().lines;

        let bars = of_lines(&lines, day("2026-11-22"));

        let of = |product| *bars.iter().find(|bar| bar.product == product).unwrap();
        let service = of(Product::Invoicing);
        assert_eq!((service.paid, service.added, service.is_new), (413, 586, false));
        let new = of(Product::Documents);
        assert_eq!((new.paid, new.added, new.is_new), (0, 1000, true));
    }

    #[test]
    fn nothing_drawn_is_longer_than_the_drawing() {
        let long_ago = Owned { product: Product::Invoicing, quantity: 1, expires: Date::MIN };
        assert_eq!(of_owned(&[long_ago], day("2026-11-22"))[0].paid, 0);
        assert!(of_owned(&[], day("2026-11-22")).is_empty());
    }
}
