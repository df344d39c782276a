//! P7: the calendar of a service that ends on 22 November 2027, day by day.

use super::day;
use chrono::Days;
use domain::Date;
use domain::order::PaymentMethod;
use domain::renewal::{Calendar, Reminder, last_safe_day};

const EXPIRES: &str = "2027-11-22";

/// The days of two years on which something is due, each looked at on its own day.
fn days(charged_on: Option<&str>) -> Vec<(String, Reminder)> {
    let (calendar, expires) = (Calendar::default(), day(EXPIRES));
    let first = day("2026-11-22");
    let all = (0..730).map(|days| first.checked_add_days(Days::new(days)).unwrap());
    let due = |today: Date| {
        let charged_on = charged_on.map(day).filter(|_| today <= expires);
        Some((today.to_string(), calendar.due(expires, today, today, charged_on)?))
    };
    all.filter_map(due).collect()
}

#[test]
fn p7_by_hand_seven_times_before_the_expiry_and_four_times_after() {
    let near = |on: &str, days_left| (on.to_owned(), Reminder::Near { days_left });
    let passed = |on: &str| (on.to_owned(), Reminder::Passed { until: day("2028-02-20") });
    assert_eq!(
        days(None),
        [
            near("2027-08-24", 90),
            near("2027-09-23", 60),
            near("2027-10-23", 30),
            near("2027-11-07", 15),
            near("2027-11-15", 7),
            near("2027-11-21", 1),
            near("2027-11-22", 0),
            passed("2027-11-23"),
            passed("2027-12-22"),
            passed("2028-01-21"),
            passed("2028-02-10"),
        ]
    );
}

#[test]
fn p7_a_charge_is_told_twice_and_what_was_not_charged_is_told_like_any_other() {
    let told: Vec<String> = days(Some("2027-11-15")).into_iter().map(|(on, _)| on).collect();
    assert_eq!(
        told,
        ["2027-10-23", "2027-11-14", "2027-11-23", "2027-12-22", "2028-01-21", "2028-02-10"]
    );
}

#[test]
fn p7_a_shop_that_was_closed_tells_the_newest_only() {
    let (calendar, expires) = (Calendar::default(), day(EXPIRES));
    let due = |from, today| calendar.due(expires, day(from), day(today), None);
    assert_eq!(due("2027-08-24", "2027-11-10"), Some(Reminder::Near { days_left: 12 }));
    let until = day("2028-02-20");
    assert_eq!(due("2027-11-21", "2027-11-30"), Some(Reminder::Passed { until }));
    assert_eq!(due("2028-02-10", "2028-02-21"), None, "there is nothing left to renew");
    assert_eq!(due("2027-08-25", "2027-09-22"), None, "no day of the calendar is among them");
}

#[test]
fn p7_the_next_look_is_the_next_day_of_any_calendar() {
    let calendar = Calendar::default();
    let mut today = day("2026-11-22");
    let mut looks = Vec::new();
    while let Some(next) = calendar.next(day(EXPIRES), today) {
        looks.push(next.to_string());
        today = next;
    }
    assert_eq!(looks.len(), 12, "eleven by hand, and the eighth day before a charge: {looks:?}");
    assert!(looks.contains(&"2027-11-14".to_owned()));
    // A leap day has no special rule.
    assert_eq!(calendar.next(day("2028-02-29"), day("2028-02-28")), Some(day("2028-02-29")));
    assert_eq!(calendar.next(day("2028-02-29"), day("2028-02-29")), Some(day("2028-03-01")));
}

#[test]
fn p7_a_transfer_needs_five_working_days_and_a_bollettino_seven() {
    let safe = |method, by: &str| last_safe_day(method, day(by)).to_string();
    // 22 November 2027 is a Monday.
    assert_eq!(safe(PaymentMethod::Card, EXPIRES), EXPIRES);
    assert_eq!(safe(PaymentMethod::PayPal, EXPIRES), EXPIRES);
    assert_eq!(safe(PaymentMethod::BankTransfer, EXPIRES), "2027-11-15");
    assert_eq!(safe(PaymentMethod::PostalSlip, EXPIRES), "2027-11-11");
    // By a Sunday is by the Friday before.
    assert_eq!(safe(PaymentMethod::BankTransfer, "2027-11-21"), "2027-11-12");
}
