//! R1–R3: civil dates, the first term, missing months.

use super::*;
use domain::calendar::{MonthPolicy, add_months, missing_months};

fn months(from: &str, until: &str) -> u32 {
    missing_months(day(from), day(until), MonthPolicy::default())
}

#[test]
fn r1_a_month_that_is_too_short_ends_on_its_last_day() {
    let plus = |from: &str, months| add_months(day(from), months).to_string();
    assert_eq!(plus("2027-01-31", 1), "2027-02-28");
    assert_eq!(plus("2028-01-31", 1), "2028-02-29");
    assert_eq!(plus("2027-10-31", 1), "2027-11-30");
    assert_eq!(plus("2028-02-29", 12), "2029-02-28");
    assert_eq!(plus("2028-02-29", 48), "2032-02-29");
    assert_eq!(plus("2026-12-31", 2), "2027-02-28");
    assert_eq!(plus("2026-11-22", 0), "2026-11-22");
}

#[test]
fn r2_a_first_term_ends_on_the_same_day_of_a_later_year() {
    let leap = priced(&buying(FE, 1, &[(UT, 1)]), &on("2028-02-29"));
    assert!(leap.lines.iter().all(|line| line.until == day("2029-02-28") && line.months == 12));
    assert_eq!(sum(&leap), "42.00 + 9.24 = 51.24");

    let ten = priced(&buying(SR, 10, &[]), &on(P));
    assert_eq!(rows(&ten), ["SR purchase 1, 2026-11-22 to 2036-11-22, 120 months: 180.00"]);
}

#[test]
fn r2_the_last_day_is_still_a_day_of_use() {
    let cart = adding(&[(UT, 1)]);
    assert!(quote(&cart, &owning(P, &[(FE, 1, "2026-11-22")]), &Terms::demo()).is_ok());
    let yesterday = owning(P, &[(FE, 1, "2026-11-21")]);
    assert_eq!(refused(&cart, &yesterday), [CartError::ServiceExpired]);
}

#[test]
fn r3_months_are_counted_from_the_earlier_day() {
    assert_eq!(months("2027-04-14", "2027-11-22"), 7, "8 days are free");
    assert_eq!(months("2027-02-07", "2027-11-21"), 9, "14 days are free");
    assert_eq!(months("2027-02-07", "2027-11-22"), 10, "15 days are a month");
    assert_eq!(months("2027-01-31", "2027-02-28"), 1, "the last day of a shorter month");
    assert_eq!(months("2027-01-31", "2027-03-14"), 1, "14 days after 28 February");
    assert_eq!(months("2027-01-31", "2027-03-15"), 2, "15 days after 28 February");
    assert_eq!(months("2028-01-31", "2028-03-14"), 1, "14 days after 29 February");
    assert_eq!(months("2028-02-29", "2029-02-28"), 12, "a year from a leap day");
    assert_eq!(months("2028-02-28", "2028-02-29"), 0);
    assert_eq!(months("2027-11-22", "2027-11-22"), 0);
    assert_eq!(months("2027-11-23", "2027-11-22"), 0, "never below zero");
}

#[test]
fn r3_the_other_ways_to_count_agree_on_whole_months() {
    for policy in [MonthPolicy::FifteenDaysMakeAMonth, MonthPolicy::Ceiling, MonthPolicy::Floor] {
        let months = |from, until| missing_months(day(from), day(until), policy);
        assert_eq!(months("2027-04-22", "2027-11-22"), 7);
        assert_eq!(months("2028-02-29", "2029-02-28"), 12);
    }
}
