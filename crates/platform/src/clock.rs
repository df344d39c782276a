//! What time it is, for everybody: nothing else may ask the machine.
//!
//! A contract counts civil days in Europe/Rome, whatever zone the machine is set to, so the
//! summer time rule is worked out here. Moments have microseconds, because that is what
//! PostgreSQL keeps: finer ones would come back different from how they were stored.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, SubsecRound, TimeDelta, Utc,
};

/// Midday, so that a clock set to a day is on that day in every zone of Europe.
const MIDDAY: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("12:00 is a time of day");

/// A clock. Clones show the same time: setting one sets all.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Mutex<Hand>>);

#[derive(Clone, Copy, Debug)]
enum Hand {
    /// The machine's time, moved by a difference that is zero in production.
    Running { ahead: TimeDelta },
    /// It moves only when it is set.
    Standing { at: DateTime<Utc> },
}

impl Clock {
    /// The real time.
    #[must_use]
    pub fn system() -> Self {
        Self::with(Hand::Running { ahead: TimeDelta::zero() })
    }

    /// Midday of `day`, and from there on at the usual pace: a demo that plays in the future.
    #[must_use]
    pub fn starting(day: NaiveDate) -> Self {
        let ahead = moment_of(day.and_time(MIDDAY)) - machine_time();
        Self::with(Hand::Running { ahead })
    }

    /// Midday of `day` until it is set again: for tests.
    #[must_use]
    pub fn fixed(day: NaiveDate) -> Self {
        Self::with(Hand::Standing { at: moment_of(day.and_time(MIDDAY)) })
    }

    /// This moment.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        match *self.hand() {
            Hand::Running { ahead } => (machine_time() + ahead).trunc_subsecs(6),
            Hand::Standing { at } => at,
        }
    }

    /// Today's civil date in Italy.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        civil_time(self.now()).date()
    }

    /// Moves the hand. A running clock runs on from there, a standing one stays there.
    pub fn set(&self, moment: DateTime<Utc>) {
        let mut hand = self.hand();
        *hand = match *hand {
            Hand::Running { .. } => Hand::Running { ahead: moment - machine_time() },
            Hand::Standing { .. } => Hand::Standing { at: moment.trunc_subsecs(6) },
        };
    }

    /// Moves the hand to midday of `day` in Italy.
    pub fn set_to_day(&self, day: NaiveDate) {
        self.set(moment_of(day.and_time(MIDDAY)));
    }

    /// Moves the hand forward.
    pub fn advance(&self, by: TimeDelta) {
        self.set(self.now() + by);
    }

    /// How far it is ahead of the machine's time, negative when it is behind.
    #[must_use]
    pub fn ahead(&self) -> TimeDelta {
        match *self.hand() {
            Hand::Running { ahead } => ahead,
            Hand::Standing { at } => at - machine_time(),
        }
    }

    /// Lets a running clock be so far ahead of the machine's time. A standing one is set by nobody
    /// but its test.
    pub fn keep_ahead(&self, by: TimeDelta) {
        if let Hand::Running { ahead } = &mut *self.hand() {
            *ahead = by;
        }
    }

    /// The same, unless somebody has set the clock since it was ahead by `was`: what was read before
    /// that is no longer true.
    pub fn keep_ahead_since(&self, was: TimeDelta, by: TimeDelta) {
        if let Hand::Running { ahead } = &mut *self.hand()
            && *ahead == was
        {
            *ahead = by;
        }
    }

    /// The moment at which the clocks on the walls of Italy show the same time a day later.
    #[must_use]
    pub fn same_time_tomorrow(&self) -> DateTime<Utc> {
        let civil = civil_time(self.now());
        moment_of(civil.checked_add_days(Days::new(1)).unwrap_or(civil))
    }

    fn with(hand: Hand) -> Self {
        Self(Arc::new(Mutex::new(hand)))
    }

    fn hand(&self) -> std::sync::MutexGuard<'_, Hand> {
        // The hand is a plain value, whole at any time, so a panic elsewhere cannot have spoilt it.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the clocks on the walls of Italy show at that moment.
#[must_use]
pub fn civil_time(moment: DateTime<Utc>) -> NaiveDateTime {
    let utc = moment.naive_utc();
    utc.checked_add_signed(ahead_of_utc(utc)).unwrap_or(NaiveDateTime::MAX)
}

/// The moment when the clocks on the walls of Italy show that time.
///
/// Of the hour that comes twice in October this is the second, and the hour that is skipped in
/// March counts as the one before it. No rule looks at the time between 2 and 3.
#[must_use]
pub fn moment_of(civil: NaiveDateTime) -> DateTime<Utc> {
    let before = |by| civil.checked_sub_signed(by).unwrap_or(NaiveDateTime::MIN);
    before(ahead_of_utc(before(WINTER))).and_utc()
}

const WINTER: TimeDelta = TimeDelta::hours(1);
const SUMMER: TimeDelta = TimeDelta::hours(2);

/// Directive 2000/84/EC: from 1:00 UTC of the last Sunday of March to 1:00 UTC of the last
/// Sunday of October.
fn ahead_of_utc(utc: NaiveDateTime) -> TimeDelta {
    let summer = turn(utc.year(), 3)..turn(utc.year(), 10);
    if summer.contains(&utc) { SUMMER } else { WINTER }
}

fn turn(year: i32, month_of_31_days: u32) -> NaiveDateTime {
    let last = NaiveDate::from_ymd_opt(year, month_of_31_days, 31)
        .expect("March and October have 31 days, and years come from valid dates");
    let after_sunday = u64::from(last.weekday().num_days_from_sunday());
    (last - Days::new(after_sunday)).and_hms_opt(1, 0, 0).expect("1:00 is a time of day")
}

#[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else asks")]
fn machine_time() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn civil(text: &str) -> NaiveDateTime {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_and_the_last_moment_have_a_civil_time() {
        let summer = TimeDelta::hours(2);
        assert_eq!(civil_time(DateTime::<Utc>::MAX_UTC), NaiveDateTime::MAX);
        assert_eq!(moment_of(NaiveDateTime::MIN), NaiveDateTime::MIN.and_utc());
        assert_eq!(moment_of(civil_time(DateTime::<Utc>::MIN_UTC)), DateTime::<Utc>::MIN_UTC);
        for (day, ahead) in [("1900-01-01", WINTER), ("9999-12-31", WINTER), ("9999-07-01", summer)]
        {
            let midday = day.parse::<NaiveDate>().unwrap().and_time(MIDDAY);
            assert_eq!(moment_of(midday).naive_utc(), midday - ahead, "{day}");
            assert_eq!(civil_time(moment_of(midday)), midday, "{day}");
        }
    }

    #[test]
    fn winter_is_one_hour_ahead_and_summer_two() {
        assert_eq!(civil_time(utc("2026-11-22T11:00:00Z")), civil("2026-11-22T12:00:00"));
        assert_eq!(civil_time(utc("2026-07-01T10:00:00Z")), civil("2026-07-01T12:00:00"));
    }

    #[test]
    fn summer_begins_and_ends_at_one_utc_of_the_last_sunday() {
        // The dates that the official calendars print: 29 March and 25 October 2026,
        // 28 March and 31 October 2027.
        for (before, after) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z"),
            ("2027-03-28T00:59:59Z", "2027-03-28T01:00:00Z"),
        ] {
            assert_eq!(civil_time(utc(before)).time(), "01:59:59".parse().unwrap());
            assert_eq!(civil_time(utc(after)).time(), "03:00:00".parse().unwrap());
        }
        for (before, after) in [
            ("2026-10-25T00:59:59Z", "2026-10-25T01:00:00Z"),
            ("2027-10-31T00:59:59Z", "2027-10-31T01:00:00Z"),
        ] {
            assert_eq!(civil_time(utc(before)).time(), "02:59:59".parse().unwrap());
            assert_eq!(civil_time(utc(after)).time(), "02:00:00".parse().unwrap());
        }
    }

    #[test]
    fn the_day_turns_at_midnight_in_italy_not_in_greenwich() {
        let clock = Clock::fixed(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap());
        clock.set(utc("2026-12-31T22:59:59Z"));
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
        clock.set(utc("2026-12-31T23:00:00Z"));
        assert_eq!(clock.today(), NaiveDate::from_ymd_opt(2027, 1, 1).unwrap());
    }

    #[test]
    fn going_to_utc_and_back_keeps_every_hour_but_the_skipped_one() {
        let first = civil("2026-01-01T00:30:00");
        for hour in 0..24 * 365 {
            let time = first + TimeDelta::hours(hour);
            let back = civil_time(moment_of(time));
            if time == civil("2026-03-29T02:30:00") {
                assert_eq!(back, civil("2026-03-29T01:30:00"));
            } else {
                assert_eq!(back, time);
            }
        }
    }

    #[test]
    fn a_standing_clock_stands_and_a_running_one_runs_on_from_its_day() {
        let day = NaiveDate::from_ymd_opt(2027, 8, 22).unwrap();
        let standing = Clock::fixed(day);
        assert_eq!(standing.now(), utc("2027-08-22T10:00:00Z"));
        standing.clone().advance(TimeDelta::days(1));
        assert_eq!(standing.today(), day.succ_opt().unwrap());

        let running = Clock::starting(day);
        assert_eq!(running.today(), day);
        let before = running.now();
        std::thread::sleep(std::time::Duration::from_millis(2));
        assert!(running.now() > before);
    }

    #[test]
    fn a_day_later_the_walls_show_the_same_time_also_when_clocks_are_changed() {
        let clock = Clock::fixed(NaiveDate::from_ymd_opt(2026, 3, 28).unwrap());
        clock.set(clock.same_time_tomorrow());
        assert_eq!(clock.now(), utc("2026-03-29T10:00:00Z"), "after 23 hours");
        clock.set(utc("2026-10-24T21:59:00Z"));
        clock.set(clock.same_time_tomorrow());
        assert_eq!(clock.now(), utc("2026-10-25T22:59:00Z"), "after 25 hours");
    }

    #[test]
    fn a_running_clock_keeps_the_distance_that_it_is_told() {
        let (here, there) = (Clock::system(), Clock::system());
        here.advance(TimeDelta::days(30));
        there.keep_ahead(here.ahead());
        assert_eq!(here.ahead(), there.ahead());
        assert!((there.ahead() - TimeDelta::days(30)).abs() < TimeDelta::minutes(1));
    }

    #[test]
    fn what_was_read_before_a_clock_was_set_does_not_set_it_back() {
        let clock = Clock::starting(NaiveDate::from_ymd_opt(2027, 4, 22).unwrap());
        let read = clock.ahead();
        clock.set(clock.same_time_tomorrow());
        let moved = clock.ahead();

        clock.keep_ahead_since(read, read);
        assert_eq!(clock.ahead(), moved);
        clock.keep_ahead_since(moved, read);
        assert_eq!(clock.ahead(), read);
    }

    #[test]
    fn moments_have_no_more_than_microseconds() {
        let clock = Clock::fixed(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
        clock.set(utc("2026-11-22T11:00:00.123456789Z"));
        assert_eq!(clock.now(), utc("2026-11-22T11:00:00.123456Z"));
        assert_eq!(Clock::system().now().timestamp_subsec_nanos() % 1000, 0);
    }
}
