//! What the shop can change without code: prices, promotions, how months are counted.

use crate::calendar::{Date, MonthPolicy};
use crate::catalog::Product;
use crate::money::{Money, Percent};
use serde::{Deserialize, Serialize};

/// A yearly net price and the first day on which it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceRow {
    /// What it is the price of.
    pub product: Product,
    /// Net, for one piece and one year.
    pub yearly: Money,
    /// The first day of this price; it holds until a later row begins.
    #[serde(deserialize_with = "crate::calendar::read")]
    pub valid_from: Date,
    /// The last day on which it is asked, if there is one whatever follows.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::calendar::read_if_there"
    )]
    pub valid_until: Option<Date>,
}

/// Add-ons that cost nothing for the first term of a new service (`docs/rules.md` R10).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promotion {
    /// The product that costs nothing.
    pub free: Product,
    /// First day.
    #[serde(deserialize_with = "crate::calendar::read")]
    pub from: Date,
    /// Last day, if it is known.
    #[serde(default, deserialize_with = "crate::calendar::read_if_there")]
    pub until: Option<Date>,
}

/// All that a quote depends on and that belongs to the shop, not to the customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// Dated prices, in any order.
    pub prices: Vec<PriceRow>,
    /// Dated promotions, in any order.
    pub promotions: Vec<Promotion>,
    /// How leftover days count.
    pub months: MonthPolicy,
    /// The rate of every product.
    pub vat_rate: Percent,
}

impl Terms {
    /// The yearly net price of a product on a day, if it is sold then.
    #[must_use]
    pub fn yearly(&self, product: Product, today: Date) -> Option<Money> {
        self.prices
            .iter()
            .filter(|row| row.product == product && row.valid_from <= today)
            .max_by_key(|row| row.valid_from)
            .filter(|row| row.valid_until.is_none_or(|until| today <= until))
            .map(|row| row.yearly)
    }

    /// True when the product costs nothing with a service bought today.
    #[must_use]
    pub fn is_free_with_first_purchase(&self, product: Product, today: Date) -> bool {
        self.promotions.iter().any(|promotion| {
            promotion.free == product
                && promotion.from <= today
                && promotion.until.is_none_or(|until| today <= until)
        })
    }
}
