//! When somebody is reminded that a service ends, and by which day each way to pay is in time.
//!
//! A calendar is counted from an expiry, so a renewed service has one of its own
//! (`docs/rules.md` P7).

use chrono::{Datelike, Days, Weekday};

use crate::calendar::{Date, days_between};
use crate::order::PaymentMethod;
use crate::subscription::last_day_of_consultation;

/// Days before the expiry on which somebody is reminded who renews by hand, unless configured
/// otherwise. 0 is the last day.
pub const DAYS_BEFORE: [u32; 7] = [90, 60, 30, 15, 7, 1, 0];
/// The same for days after it.
pub const DAYS_AFTER: [u32; 4] = [1, 30, 60, 80];
/// Days before the expiry on which a coming charge is told. The last one comes before the first try
/// ([`super::TRY_DAYS`]).
pub const DAYS_BEFORE_WITH_CHARGE: [u32; 2] = [30, 8];

/// Working days in which a transfer arrives and is registered.
const TRANSFER_DAYS: u32 = 5;
/// The same for a bollettino.
const SLIP_DAYS: u32 = 7;

/// The days on which customers are reminded of an expiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Days before the expiry, for a service that is renewed by hand.
    pub before: Vec<u32>,
    /// Days after it; by then every service is renewed by hand.
    pub after: Vec<u32>,
    /// Days before the expiry, for a service that renews by itself.
    pub with_charge: Vec<u32>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self {
            before: DAYS_BEFORE.to_vec(),
            after: DAYS_AFTER.to_vec(),
            with_charge: DAYS_BEFORE_WITH_CHARGE.to_vec(),
        }
    }
}

/// What somebody is told about the end of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// It ends unless they renew it.
    Near {
        /// 0 on the last day.
        days_left: i64,
    },
    /// It has expired, and can be renewed until this day.
    Passed {
        /// The last day of consultation.
        until: Date,
    },
    /// It renews by itself on this day.
    Charge {
        /// The day of the charge.
        on: Date,
    },
}

impl Calendar {
    /// What a day of `from..=today` asks for; `charged_on` is the day of the next charge of a
    /// service that renews by itself. Of several days only the newest counts: whoever was not
    /// reminded for a month is told once, and how things stand today.
    #[must_use]
    pub fn due(
        &self,
        expires: Date,
        from: Date,
        today: Date,
        charged_on: Option<Date>,
    ) -> Option<Reminder> {
        let until = last_day_of_consultation(expires);
        let before = |days| one_of(before(expires, days), from, today);
        let (is_asked_for, reminder) = if expires < today {
            // A day before the expiry on which nobody was reminded counts now as well.
            let after = one_of(after(expires, &self.after), from, today);
            (before(&self.before) || after, Reminder::Passed { until })
        } else if let Some(on) = charged_on {
            (before(&self.with_charge), Reminder::Charge { on })
        } else {
            let days_left = days_between(today, expires);
            (before(&self.before), Reminder::Near { days_left })
        };
        (is_asked_for && today <= until).then_some(reminder)
    }

    /// The first day after `today` on which anything may be due, however the service is renewed by
    /// then; none when there is none before this expiry is over.
    #[must_use]
    pub fn next(&self, expires: Date, today: Date) -> Option<Date> {
        let until = last_day_of_consultation(expires);
        before(expires, &self.before)
            .chain(before(expires, &self.with_charge))
            .chain(after(expires, &self.after))
            .filter(|day| today < *day && *day <= until)
            .min()
    }
}

fn one_of(mut days: impl Iterator<Item = Date>, from: Date, today: Date) -> bool {
    days.any(|day| (from..=today).contains(&day))
}

fn before(expires: Date, days: &[u32]) -> impl Iterator<Item = Date> {
    days.iter().filter_map(move |days| expires.checked_sub_days(Days::new(u64::from(*days))))
}

fn after(expires: Date, days: &[u32]) -> impl Iterator<Item = Date> {
    days.iter().filter_map(move |days| expires.checked_add_days(Days::new(u64::from(*days))))
}

/// The last day on which somebody who pays in this way can be sure that it is registered by a day.
/// Banks and post offices rest on Saturdays and Sundays; other holidays are not counted.
#[must_use]
pub fn last_safe_day(method: PaymentMethod, by: Date) -> Date {
    match method {
        PaymentMethod::Card | PaymentMethod::PayPal => by,
        PaymentMethod::BankTransfer => working_days_before(by, TRANSFER_DAYS),
        PaymentMethod::PostalSlip => working_days_before(by, SLIP_DAYS),
    }
}

fn working_days_before(mut day: Date, mut days: u32) -> Date {
    let is_working = |day: Date| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    while days > 0 || !is_working(day) {
        let Some(earlier) = day.pred_opt() else { return day };
        days = days.saturating_sub(u32::from(is_working(day)));
        day = earlier;
    }
    day
}
