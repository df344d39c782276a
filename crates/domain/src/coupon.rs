//! Discount codes (`codice sconto`, `docs/rules.md` R12).

use crate::calendar::Date;
use crate::cart::{Cart, Purpose};
use crate::catalog::Product;
use crate::money::Percent;
use crate::text;
use serde::{Deserialize, Serialize};

/// A code that takes a percentage off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiscountCode {
    /// As printed, in capitals.
    pub code: String,
    /// What it takes off.
    pub percent: Percent,
    /// First day.
    pub from: Date,
    /// Last day, if it has one.
    pub until: Option<Date>,
    /// True when it is only for a first purchase.
    pub first_purchase_only: bool,
    /// The products that become cheaper; all when none is named.
    pub products: Vec<Product>,
    /// How many orders can use it in all.
    pub uses_max: Option<u32>,
    /// How many orders of the same account can use it.
    pub uses_per_account_max: Option<u32>,
}

/// What an accepted code takes off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discount {
    /// The share of the net price, in percent.
    pub percent: Percent,
    /// From which products; from all when none is named.
    pub products: Vec<Product>,
}

impl Discount {
    /// True when this product becomes cheaper.
    #[must_use]
    pub fn is_for(&self, product: Product) -> bool {
        self.products.is_empty() || self.products.contains(&product)
    }
}

impl From<Percent> for Discount {
    fn from(percent: Percent) -> Self {
        Self { percent, products: Vec::new() }
    }
}

/// Why a code does not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CouponError {
    /// No such code.
    Unknown,
    /// It does not hold yet.
    TooEarly(Date),
    /// It held until this day.
    Over(Date),
    /// It is for somebody who buys a service for the first time.
    FirstPurchaseOnly,
    /// It is for other products than those of the cart.
    OtherProducts,
    /// As many have used it as may.
    UsedUp,
    /// The same account has used it as often as it may.
    UsedByYou,
}

impl DiscountCode {
    /// The code as it is looked up: capitals, no blanks.
    #[must_use]
    pub fn normalise(typed: &str) -> String {
        text::word(typed).to_uppercase()
    }

    /// What it takes off, if the code holds for this cart on this day.
    ///
    /// # Errors
    /// Outside its days, for another kind of purchase, or for other products.
    pub fn accept(&self, cart: &Cart, today: Date) -> Result<Discount, CouponError> {
        if today < self.from {
            return Err(CouponError::TooEarly(self.from));
        }
        if let Some(until) = self.until.filter(|until| *until < today) {
            return Err(CouponError::Over(until));
        }
        if self.first_purchase_only && !matches!(cart.purpose, Purpose::FirstPurchase { .. }) {
            return Err(CouponError::FirstPurchaseOnly);
        }
        let discount = Discount { percent: self.percent, products: self.products.clone() };
        let service = (cart.purpose != Purpose::Add).then_some(cart.service);
        let mut bought = cart.items.iter().map(|item| item.product).chain(service);
        if !discount.products.is_empty() && !bought.any(|product| discount.is_for(product)) {
            return Err(CouponError::OtherProducts);
        }
        Ok(discount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::{Circumstances, quote};
    use crate::terms::Terms;

    #[test]
    fn a_code_holds_from_its_first_to_its_last_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let code = DiscountCode {
            code: "BENVENUTO10".into(),
            percent: Percent::whole(10),
            from: day("2026-11-01"),
            until: Some(day("2026-11-30")),
            first_purchase_only: true,
            products: Vec::new(),
            uses_max: None,
            uses_per_account_max: None,
        };
        let first = &Cart::first_purchase(Product::Invoicing, 1);
        assert_eq!(code.accept(first, day("2026-11-30")), Ok(Percent::whole(10).into()));
        assert_eq!(
            code.accept(first, day("2026-12-01")),
            Err(CouponError::Over(day("2026-11-30")))
        );
        assert_eq!(
            code.accept(first, day("2026-10-31")),
            Err(CouponError::TooEarly(day("2026-11-01")))
        );
        assert_eq!(
            code.accept(&Cart::add_ons(Product::Invoicing), day("2026-11-02")),
            Err(CouponError::FirstPurchaseOnly)
        );
        for typed in [" benvenuto 10 ", "\u{FEFF}Benvenuto\u{200B}10\u{A0}"] {
            assert_eq!(DiscountCode::normalise(typed), "BENVENUTO10");
        }
    }

    #[test]
    fn a_code_for_some_products_takes_nothing_off_others() {
        let today: Date = "2026-11-22".parse().unwrap();
        let code = DiscountCode {
            code: "MODULI50".into(),
            percent: Percent::whole(50),
            from: today,
            until: None,
            first_purchase_only: false,
            products: vec![Product::WooCommerce, Product::User],
            uses_max: None,
            uses_per_account_max: None,
        };
        let cart = Cart::first_purchase(Product::Invoicing, 1);
        assert_eq!(code.accept(&cart, today), Err(CouponError::OtherProducts));

        let cart = cart.set_quantity(Product::User, 1, &[]).unwrap();
        let mut given = Circumstances::new_customer(today);
        given.discount = Some(code.accept(&cart, today).unwrap());
        let quote = quote(&cart, &given, &Terms::demo()).unwrap();
        // Half of a user at 12,00 €, nothing off the service.
        assert_eq!(quote.discount.to_string(), "6.00");
        assert_eq!(quote.totals.net.to_string(), "36.00");
    }
}
