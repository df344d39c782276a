//! The space of a service: how much is in it, how much there is, and how long that lasts
//! (`docs/rules.md` E6).

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, days_between};
use crate::catalog::Product;
use crate::entitlements::Entitlements;

/// The bytes of a gigabyte, as space is sold.
pub const GIGABYTE: u64 = 1_000_000_000;

/// Days after which it is known how fast a service grows.
pub const HISTORY_DAYS: i64 = 90;

/// What is kept in a service. Whatever keeps something of a customer counts it here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// All of it.
    pub bytes: u64,
    /// The day of the first of it; none while there is nothing.
    pub since: Option<Date>,
}

/// The space of a service on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Space {
    stored: Stored,
    included: u32,
    bought: u32,
}

impl Space {
    /// What there is for what is stored.
    #[must_use]
    pub fn of(service: &Entitlements, stored: Stored) -> Self {
        Self { stored, included: included(service.service()), bought: service.gigabytes() }
    }

    /// Bytes that are in use.
    #[must_use]
    pub fn used(&self) -> u64 {
        self.stored.bytes
    }

    /// Gigabytes that come with the main service.
    #[must_use]
    pub fn included(&self) -> u32 {
        self.included
    }

    /// Gigabytes that were bought and run.
    #[must_use]
    pub fn bought(&self) -> u32 {
        self.bought
    }

    /// All gigabytes that there are.
    #[must_use]
    pub fn gigabytes(&self) -> u32 {
        self.included.saturating_add(self.bought)
    }

    /// True while nothing is kept in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stored.bytes == 0
    }

    /// Bytes that will be in use on a day if the service grows as it has done so far, rounded up. None
    /// while that cannot be known, and for a day that is over.
    #[must_use]
    pub fn needed_on(&self, day: Date, today: Date) -> Option<u64> {
        let since = self.stored.since?;
        let history = days_between(since, today);
        let left = days_between(today, day);
        if history < HISTORY_DAYS || left < 0 {
            return None;
        }
        let (history, left) = (u128::from(history.unsigned_abs()), u128::from(left.unsigned_abs()));
        let used = u128::from(self.stored.bytes);
        let then = used + (used * left).div_ceil(history);
        Some(u64::try_from(then).unwrap_or(u64::MAX))
    }

    /// Gigabytes that are missing for so many bytes; 0 when there is enough.
    #[must_use]
    pub fn missing_for(&self, bytes: u64) -> u32 {
        let missing = bytes.div_ceil(GIGABYTE).saturating_sub(u64::from(self.gigabytes()));
        u32::try_from(missing).unwrap_or(u32::MAX)
    }
}

/// The gigabytes that come with a main service.
fn included(service: Product) -> u32 {
    u32::from(service == Product::Invoicing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn space(bytes: u64, since: Option<&str>, included: u32, bought: u32) -> Space {
        Space { stored: Stored { bytes, since: since.map(day) }, included, bought }
    }

    #[test]
    fn what_is_empty_uses_nothing_and_foretells_nothing() {
        let empty = space(0, None, 1, 2);
        assert_eq!((empty.used(), empty.gigabytes()), (0, 3));
        assert!(empty.is_empty() && !space(1, None, 1, 2).is_empty());
        assert_eq!(empty.needed_on(day("2027-11-22"), day("2026-11-22")), None);
    }

    #[test]
    fn growth_is_foretold_from_ninety_days_on() {
        let (today, expiry) = (day("2026-11-22"), day("2027-02-20"));
        let since = |since: &str| space(600_000_000, Some(since), 1, 0).needed_on(expiry, today);
        assert_eq!(since("2026-08-25"), None, "89 days tell nothing");
        // 0,6 GB in 90 days, and 90 days are left.
        assert_eq!(since("2026-08-24"), Some(1_200_000_000));
        // 600.000.000 × 90 / 730, rounded up.
        assert_eq!(since("2024-11-22"), Some(673_972_603));
        assert_eq!(space(600_000_000, None, 1, 0).needed_on(expiry, today), None);
    }

    #[test]
    fn what_is_needed_and_not_there_is_missing() {
        let missing = |bytes, bought| space(0, None, 1, bought).missing_for(bytes);
        assert_eq!(missing(1_000_000_000, 0), 0);
        assert_eq!(missing(1_000_000_001, 0), 1);
        assert_eq!(missing(1_200_000_000, 1), 0);
        assert_eq!(missing(u64::MAX, 0), u32::MAX);
    }

    #[test]
    fn what_is_full_already_is_needed_today() {
        let full = space(2_000_000_001, Some("2026-01-01"), 1, 1);
        let today = day("2026-11-22");
        assert_eq!(full.needed_on(today, today), Some(2_000_000_001));
        assert_eq!(full.needed_on(day("2026-11-21"), today), None, "that day is over");
        let endless = space(u64::MAX, Some("2026-01-01"), 0, 0);
        assert_eq!(endless.needed_on(day("9999-12-31"), today), Some(u64::MAX));
    }
}
