//! The price list of a shop: all that its operator says about prices, in one piece.
//!
//! A list is edited as a whole and numbered. What it said about days that are over stays: prices
//! change by a new row. [`flaws`](PriceList::flaws) finds what is wrong with a list by itself,
//! [`follow`](PriceList::follow) what is wrong with it after the one in force.

mod flaw;
mod succession;

pub use flaw::{Flaw, Place};
pub use succession::{Broken, Refusal, Succession};

use crate::calendar::Date;
use crate::coupon::DiscountCode;
use crate::terms::Terms;
use serde::{Deserialize, Serialize};

/// One edition of the price list. Whoever prices something takes one and stays with it, since
/// another may come into force at any moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceList {
    /// Counts the editions: of two lists the one with the higher number is newer.
    pub number: u32,
    /// Prices, promotions, how months are counted.
    pub terms: Terms,
    /// The discount codes, each under its own name.
    pub discount_codes: Vec<DiscountCode>,
}

impl PriceList {
    /// The discount code that somebody typed, if there is one of that name.
    #[must_use]
    pub fn discount_code(&self, typed: &str) -> Option<&DiscountCode> {
        let code = DiscountCode::normalise(typed);
        self.discount_codes.iter().find(|known| known.code == code)
    }
}

/// The day before; the first of all days has none.
fn day_before(day: Date) -> Date {
    day.pred_opt().unwrap_or(Date::MIN)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::catalog::Product;
    use crate::money::Money;
    use crate::terms::PriceRow;

    pub fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    pub fn sold(product: Product, cents: i64, from: &str) -> PriceRow {
        let (yearly, valid_from) = (Money::from_cents(cents), day(from));
        PriceRow { product, yearly, valid_from, valid_until: None }
    }

    /// The places of the rows of a product.
    pub fn rows_of(list: &PriceList, product: Product) -> Vec<usize> {
        let rows = list.terms.prices.iter().enumerate();
        rows.filter(|(_, row)| row.product == product).map(|(place, _)| place).collect()
    }

    /// A list without a flaw: the demo's prices since the beginning of 2026, and a code with an end.
    pub fn a_list() -> PriceList {
        let mut terms = Terms::demo();
        for row in &mut terms.prices {
            row.valid_from = day("2026-01-01");
        }
        let code = DiscountCode {
            code: "NATALE".into(),
            percent: crate::money::Percent::whole(15),
            from: day("2026-12-01"),
            until: Some(day("2026-12-31")),
            first_purchase_only: false,
            products: Vec::new(),
            uses_max: Some(100),
            uses_per_account_max: Some(1),
        };
        PriceList { number: 7, terms, discount_codes: vec![code] }
    }
}
