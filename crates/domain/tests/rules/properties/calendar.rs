//! Every day that a calendar can name is reckoned with, however far away.

use domain::Date;
use domain::calendar::{MonthPolicy, add_months, days_between, is_reckoned_with, missing_months};
use domain::format::{date, short_date};
use domain::order::OrderState;
use domain::renewal::next_try;
use domain::subscription::Standing;
use proptest::prelude::*;

/// Days at which a slip of the pen, a clock or a calendar ends.
const FAR: [Date; 4] = [Date::MIN, Date::MAX, the(1900, 1, 1), the(9999, 12, 31)];

const fn the(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

/// Any day at all, the last ones often.
fn any_day() -> impl Strategy<Value = Date> {
    let (first, last) =
        (days_between(the(0, 1, 1), Date::MIN), days_between(the(0, 1, 1), Date::MAX));
    let any = (first..=last).prop_map(|days| the(0, 1, 1) + chrono::TimeDelta::days(days));
    prop_oneof![proptest::sample::select(&FAR[..]), any]
}

proptest! {
    #[test]
    fn no_day_is_too_far_to_be_reckoned_with(
        today in any_day(),
        other in any_day(),
        number in prop_oneof![Just(u32::MAX), Just(0), any::<u32>()],
    ) {
        let later = add_months(today, number);
        prop_assert!(later >= today);
        for policy in [MonthPolicy::FifteenDaysMakeAMonth, MonthPolicy::Ceiling, MonthPolicy::Floor] {
            let missing = missing_months(today, other, policy);
            prop_assert_eq!(missing > 0 && other <= today, false);
        }
        prop_assert_eq!(days_between(today, other), -days_between(other, today));
        prop_assert!(next_try(today, &[number, 0], None).is_some_and(|day| day <= today));
        prop_assert_eq!(Standing::of(other, today).is_active(), other >= today);
        let OrderState::AwaitingPayment { valid_until } = OrderState::concluded(today, number) else {
            unreachable!("a new order awaits its payment")
        };
        prop_assert!(valid_until >= today);
        prop_assert!(!date(today).is_empty() && !short_date(today).is_empty());
    }
}

#[test]
fn the_last_days_that_people_write_come_out_right() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let (first, last) = (day("1900-01-01"), day("9999-12-31"));

    assert_eq!(days_between(first, last), 2_958_463);
    assert_eq!(missing_months(first, last, MonthPolicy::Floor), 97_199);
    assert_eq!(missing_months(first, last, MonthPolicy::FifteenDaysMakeAMonth), 97_200);
    assert_eq!(add_months(first, 97_199), day("9999-12-01"));
    assert_eq!(short_date(add_months(last, 1)), "31/01/10000");
    assert_eq!(add_months(Date::MAX, 1), Date::MAX, "a calendar has an end");
    assert!(is_reckoned_with(first) && !is_reckoned_with(last));
}
