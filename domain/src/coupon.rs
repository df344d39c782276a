//! Discount codes (`codice sconto`, `docs/rules.md` R12).

use crate::calendar::Date;
use crate::cart::Purpose;
use crate::money::Percent;
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
    /// How many orders can use it in all.
    pub uses_max: Option<u32>,
    /// How many orders of the same account can use it.
    pub uses_per_account_max: Option<u32>,
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
    /// As many have used it as may.
    UsedUp,
    /// The same account has used it as often as it may.
    UsedByYou,
}

impl DiscountCode {
    /// The code as it is looked up: capitals, no blanks.
    #[must_use]
    pub fn normalise(typed: &str) -> String {
        typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
    }

    /// The percentage, if the code holds for this purchase on this day.
    ///
    /// # Errors
    /// Outside its days, or for another kind of purchase.
    pub fn accept(&self, purpose: Purpose, today: Date) -> Result<Percent, CouponError> {
        if today < self.from {
            return Err(CouponError::TooEarly(self.from));
        }
        if let Some(until) = self.until.filter(|until| *until < today) {
            return Err(CouponError::Over(until));
        }
        if self.first_purchase_only && !matches!(purpose, Purpose::FirstPurchase { .. }) {
            return Err(CouponError::FirstPurchaseOnly);
        }
        Ok(self.percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_holds_from_its_first_to_its_last_day() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let code = DiscountCode {
            code: "BENVENUTO10".into(),
            percent: Percent::whole(10),
            from: day("2026-11-01"),
            until: Some(day("2026-11-30")),
            first_purchase_only: true,
            uses_max: None,
            uses_per_account_max: None,
        };
        let first = Purpose::FirstPurchase { years: 1 };
        assert_eq!(code.accept(first, day("2026-11-30")), Ok(Percent::whole(10)));
        assert_eq!(
            code.accept(first, day("2026-12-01")),
            Err(CouponError::Over(day("2026-11-30")))
        );
        assert_eq!(
            code.accept(first, day("2026-10-31")),
            Err(CouponError::TooEarly(day("2026-11-01")))
        );
        assert_eq!(
            code.accept(Purpose::Add, day("2026-11-02")),
            Err(CouponError::FirstPurchaseOnly)
        );
        assert_eq!(DiscountCode::normalise(" benvenuto 10 "), "BENVENUTO10");
    }
}
