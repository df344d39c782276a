//! Euro amounts with two decimals, and the only place that rounds.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Sub};
use std::str::FromStr;

/// An amount in euro, always with exactly two decimals.
///
/// There is no division and no floating point: parts of an amount come from [`Money::share`],
/// percentages from [`Money::percent`], each rounded once, half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(Decimal);

impl Money {
    /// Nothing to pay.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount from its cents, the unit of the database.
    #[must_use]
    pub fn from_cents(cents: i64) -> Self {
        Self(Decimal::new(cents, 2))
    }

    /// The amount in cents.
    #[must_use]
    pub fn cents(self) -> i64 {
        let cents = self.0 * Decimal::ONE_HUNDRED;
        i64::try_from(cents.trunc()).expect("amounts come from i64 cents or bounded quotes")
    }

    /// The part of a yearly amount that `parts` of `whole` make, e.g. 7 of 12 months.
    ///
    /// Rounded half up to cents, once (`docs/rules.md` R4).
    #[must_use]
    pub fn share(self, parts: u32, whole: u32) -> Self {
        if whole == 0 {
            return Self::ZERO;
        }
        Self::rounded(self.0 * Decimal::from(parts) / Decimal::from(whole))
    }

    /// `percent` of the amount, rounded half up to cents, once.
    #[must_use]
    pub fn percent(self, percent: Percent) -> Self {
        Self::rounded(self.0 * percent.0 / Decimal::ONE_HUNDRED)
    }

    /// True for an amount of nothing.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    fn rounded(amount: Decimal) -> Self {
        // Amounts below zero do not occur, so "away from zero" is "up".
        Self(amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<u32> for Money {
    type Output = Self;
    fn mul(self, quantity: u32) -> Self {
        Self(self.0 * Decimal::from(quantity))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// `1234.50`: a point and two decimals, for machines. People see [`crate::format::euro`].
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

/// What is wrong with a written amount or percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number, or one with too many decimals")
    }
}

impl std::error::Error for NotANumber {}

impl FromStr for Money {
    type Err = NotANumber;
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        Decimal::from_str(text).map_err(|_| NotANumber)?.try_into()
    }
}

impl TryFrom<Decimal> for Money {
    type Error = NotANumber;
    fn try_from(amount: Decimal) -> Result<Self, NotANumber> {
        if amount.normalize().scale() <= 2 { Ok(Self(amount)) } else { Err(NotANumber) }
    }
}

/// Reads what [`Serialize`] has written of an amount or a percentage: digits, and a point among
/// them. A number that somebody types may have an exponent as well, which the programs of the
/// browser need not be able to read.
fn written<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: TryFrom<Decimal, Error = NotANumber>,
{
    let text = String::deserialize(deserializer)?;
    let number = Decimal::from_str_exact(&text).map_err(|_| NotANumber);
    number.and_then(T::try_from).map_err(serde::de::Error::custom)
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        written(deserializer)
    }
}

/// A percentage between 0 and 100, e.g. `22` or `12.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(Decimal);

impl Percent {
    /// A whole percentage; above 100 it is 100.
    #[must_use]
    pub fn whole(percent: u8) -> Self {
        Self(Decimal::from(percent.min(100)))
    }

    /// True for nothing at all.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.normalize().fmt(f)
    }
}

impl FromStr for Percent {
    type Err = NotANumber;
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        Decimal::from_str(text.trim()).map_err(|_| NotANumber)?.try_into()
    }
}

impl TryFrom<Decimal> for Percent {
    type Error = NotANumber;
    fn try_from(percent: Decimal) -> Result<Self, NotANumber> {
        let in_range = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&percent);
        // More decimals than this can be meant by nobody, and would let products overflow.
        if in_range && percent.scale() <= 6 { Ok(Self(percent)) } else { Err(NotANumber) }
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        written(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn euro(text: &str) -> Money {
        text.parse().unwrap()
    }

    #[test]
    fn a_share_is_rounded_half_up_once() {
        assert_eq!(euro("29.90").share(7, 12), euro("17.44"));
        assert_eq!(euro("0.01").share(1, 2), euro("0.01"));
        assert_eq!(euro("0.06").share(1, 4), euro("0.02"));
        assert_eq!(euro("30.00").share(12, 12), euro("30.00"));
    }

    #[test]
    fn cents_go_there_and_back() {
        assert_eq!(Money::from_cents(123_450).to_string(), "1234.50");
        assert_eq!(euro("1234.5").cents(), 123_450);
    }

    #[test]
    fn a_third_decimal_is_refused() {
        assert_eq!("1.234".parse::<Money>(), Err(NotANumber));
        assert_eq!("1.230".parse::<Money>().map(Money::cents), Ok(123));
    }

    #[test]
    fn what_was_written_is_read_again_and_nothing_else() {
        let same = |cents| {
            let amount = Money::from_cents(cents);
            serde_json::from_str::<Money>(&serde_json::to_string(&amount).unwrap()).unwrap()
                == amount
        };
        assert!([0, 5, -1, 123_450, i64::MAX].into_iter().all(same));
        let percent: Percent = "12.5".parse().unwrap();
        assert_eq!(serde_json::from_str::<Percent>(r#""12.5""#).unwrap(), percent);

        for none in [r#""1e2""#, r#""1.234""#, r#""1,50""#, r#""""#, "1"] {
            assert!(serde_json::from_str::<Money>(none).is_err(), "{none}");
        }
        assert!(serde_json::from_str::<Percent>(r#""100.5""#).is_err());
    }

    #[test]
    fn percentages_stay_between_0_and_100() {
        assert!("100.1".parse::<Percent>().is_err());
        assert!("-1".parse::<Percent>().is_err());
        assert_eq!(euro("54.00").percent("10".parse().unwrap()), euro("5.40"));
    }
}
