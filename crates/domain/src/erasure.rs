//! A customer who wants to be forgotten (art. 17 GDPR): when that can be done. What the law keeps is in
//! `docs/rules.md` E4.

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, add_months};

/// What stands in lists in the place of a name that is not known any more.
pub const ERASED: &str = "Cliente cancellato";

/// Years for which orders, payments and the documents about them are kept (art. 2220 c.c.).
pub const YEARS_KEPT: u32 = 10;

/// The day by which the years are over for everything that somebody has left who is forgotten on a day:
/// nothing of theirs is younger.
#[must_use]
pub fn kept_until(erased_on: Date) -> Date {
    add_months(erased_on, 12 * YEARS_KEPT)
}

/// Why somebody is not forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ErasureError {
    /// A service still lives: without its owner nobody could use it, and its documents would be lost.
    ServiceLives {
        /// Its last day.
        expires: Date,
    },
    /// This order is neither settled nor called off.
    OrderOpen(i64),
    /// Money of theirs waits for a decision, or is on its way.
    MoneyOpen,
    /// The wish was taken back, or is done already.
    Gone,
}

/// What is open between a customer and the shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The last day of a service that can be used, read or renewed.
    pub service_until: Option<Date>,
    /// An order that is neither settled nor called off.
    pub order: Option<i64>,
    /// Something is held, refunded or tried at this moment.
    pub money: bool,
}

impl Open {
    /// Whether a customer with this can be forgotten.
    ///
    /// # Errors
    /// The first thing that is in the way.
    pub fn check(self) -> Result<(), ErasureError> {
        match self {
            Self { service_until: Some(expires), .. } => {
                Err(ErasureError::ServiceLives { expires })
            }
            Self { order: Some(number), .. } => Err(ErasureError::OrderOpen(number)),
            Self { money: true, .. } => Err(ErasureError::MoneyOpen),
            Self { service_until: None, order: None, money: false } => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_law_keeps_is_over_ten_years_after_the_end() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(kept_until(day("2026-11-22")), day("2036-11-22"));
        assert_eq!(kept_until(day("2028-02-29")), day("2038-02-28"));
    }

    #[test]
    fn nobody_is_forgotten_while_a_service_lives_or_money_is_open() {
        let expires = Date::from_ymd_opt(2027, 4, 14).unwrap();
        let all = Open { service_until: Some(expires), order: Some(7), money: true };
        assert_eq!(all.check(), Err(ErasureError::ServiceLives { expires }));
        let given_up = Open { service_until: None, ..all };
        assert_eq!(given_up.check(), Err(ErasureError::OrderOpen(7)));
        let settled = Open { order: None, ..given_up };
        assert_eq!(settled.check(), Err(ErasureError::MoneyOpen));
        assert_eq!(Open::default().check(), Ok(()));
    }
}
