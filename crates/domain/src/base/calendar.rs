//! Civil dates: adding months and counting the months that are missing.
//!
//! A newcomer's trap: months have different lengths, so months are counted from the earlier date
//! forward, by whole months, and only then come the leftover days.

use chrono::{Datelike, Months, NaiveDate};
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

/// A civil date in Italy, without time or zone.
pub type Date = NaiveDate;

/// Reads a date from `2027-11-22`, as dates are written. The programs of the browser have this in the
/// place of the reader of `chrono`, which knows every way to write one.
///
/// # Errors
/// What else stands there is not a date.
pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    written(&text).ok_or_else(|| D::Error::custom("not a date"))
}

/// The same for a date that need not be there.
///
/// # Errors
/// What else stands there is not a date.
pub fn read_if_there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let date = text.map(|text| written(&text).ok_or_else(|| D::Error::custom("not a date")));
    date.transpose()
}

fn written(text: &str) -> Option<Date> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |sum, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + u32::from(**digit - b'0'))
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    Date::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Leftover days up to this number are free; one more makes a month.
/// The convention Italian readers know from art. 2120 c.c.
const DAYS_FREE_MAX: i64 = 14;

/// The years of days that are reckoned with. What is worked out from them still has four digits,
/// and there is a day before and after each.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=9000;

/// True for a day that can be reckoned with; any other is a slip of the pen.
#[must_use]
pub fn is_reckoned_with(date: Date) -> bool {
    YEARS.contains(&date.year())
}

/// The date `months` later, on the same day of the month or on its last day (`docs/rules.md` R1).
///
/// 31 January + 1 month is 28 or 29 February; 29 February 2028 + 12 months is 28 February 2029.
#[must_use]
pub fn add_months(date: Date, months: u32) -> Date {
    date.checked_add_months(Months::new(months)).unwrap_or(Date::MAX)
}

/// What happens to the days that are left when whole months have been counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum MonthPolicy {
    /// Fewer than 15 days are free, 15 or more count as one month.
    #[default]
    FifteenDaysMakeAMonth,
    /// Any leftover day counts as a month.
    Ceiling,
    /// Leftover days are free.
    Floor,
}

/// The months missing from `from` until `until`; zero when `until` is not later
/// (`docs/rules.md` R3).
#[must_use]
pub fn missing_months(from: Date, until: Date, policy: MonthPolicy) -> u32 {
    if until <= from {
        return 0;
    }
    let whole = whole_months(from, until);
    let days_left = (until - add_months(from, whole)).num_days();
    let one_more = match policy {
        MonthPolicy::FifteenDaysMakeAMonth => days_left > DAYS_FREE_MAX,
        MonthPolicy::Ceiling => days_left > 0,
        MonthPolicy::Floor => false,
    };
    whole + u32::from(one_more)
}

/// The largest number of months that, added to `from`, does not pass `until`.
fn whole_months(from: Date, until: Date) -> u32 {
    let of = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month0());
    let apart = u32::try_from(of(until) - of(from)).unwrap_or(0);
    if add_months(from, apart) <= until { apart } else { apart.saturating_sub(1) }
}

/// The number of days from one date to a later one; negative when it is earlier.
#[must_use]
pub fn days_between(from: Date, until: Date) -> i64 {
    (until - from).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_is_read_as_it_is_written_and_in_no_other_way() {
        #[derive(Debug, PartialEq, Serialize, Deserialize)]
        struct Row {
            #[serde(deserialize_with = "read")]
            from: Date,
            #[serde(default, deserialize_with = "read_if_there")]
            until: Option<Date>,
        }
        let row = Row { from: day("2028-02-29"), until: Some(day("0999-12-31")) };
        let text = serde_json::to_string(&row).unwrap();
        assert_eq!(serde_json::from_str::<Row>(&text).unwrap(), row);
        for none in [r#"{"from":"2027-01-01"}"#, r#"{"from":"2027-01-01","until":null}"#] {
            assert_eq!(serde_json::from_str::<Row>(none).unwrap().until, None);
        }

        for text in
            ["2027-02-29", "2027-2-28", "+2027-02-28", "2027-02-28 ", "٢٠٢٧-02-28", "", "27"]
        {
            let row = format!(r#"{{"from":"{text}"}}"#);
            assert!(serde_json::from_str::<Row>(&row).is_err(), "{text}");
        }
    }

    #[test]
    fn the_last_day_of_a_month_stays_within_the_next() {
        assert_eq!(add_months(day("2027-01-31"), 1), day("2027-02-28"));
        assert_eq!(add_months(day("2028-01-31"), 1), day("2028-02-29"));
        assert_eq!(add_months(day("2028-02-29"), 12), day("2029-02-28"));
    }

    #[test]
    fn fourteen_days_are_free_and_fifteen_are_a_month() {
        let policy = MonthPolicy::FifteenDaysMakeAMonth;
        assert_eq!(missing_months(day("2027-02-07"), day("2027-11-21"), policy), 9);
        assert_eq!(missing_months(day("2027-02-07"), day("2027-11-22"), policy), 10);
    }

    #[test]
    fn the_other_policies_round_all_days_up_or_down() {
        let (from, until) = (day("2027-04-14"), day("2027-11-22"));
        assert_eq!(missing_months(from, until, MonthPolicy::Ceiling), 8);
        assert_eq!(missing_months(from, until, MonthPolicy::Floor), 7);
        assert_eq!(missing_months(until, from, MonthPolicy::Ceiling), 0);
    }
}
