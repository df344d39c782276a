//! The price list of a shop: all that its operator says about prices, in one piece.

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
