//! How long a member of staff stays signed in: an office opens many things, and a browser that is
//! left alone is anybody's.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A sign-in that nothing is done with ends after so long.
const IDLE: TimeDelta = TimeDelta::minutes(30);

/// Every sign-in ends after so long, whatever is done with it: a working day.
const LONGEST: TimeDelta = TimeDelta::hours(12);

/// Use is noted to the minute, so that not every page has to note it.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// The clocks of two servers may differ by so much.
const AHEAD: TimeDelta = TimeDelta::minutes(1);

/// One sign-in of a member of staff. The default is over since long ago.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSession {
    entered_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
}

/// Why a sign-in is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ended {
    /// Nothing was done for half an hour.
    Idle,
    /// It began half a day ago, or at a moment that has not come.
    TooLong,
}

impl StaffSession {
    /// Somebody has signed in.
    #[must_use]
    pub fn begin(now: DateTime<Utc>) -> Self {
        Self { entered_at: now, seen_at: now }
    }

    /// Why it is over, once it is.
    #[must_use]
    pub fn ended(self, now: DateTime<Utc>) -> Option<Ended> {
        // What began later than now was noted while a clock was ahead: nobody knows how old it is.
        let ahead = now + AHEAD;
        if now - self.entered_at >= LONGEST || self.entered_at > ahead || self.seen_at > ahead {
            Some(Ended::TooLong)
        } else if now - self.seen_at >= IDLE {
            Some(Ended::Idle)
        } else {
            None
        }
    }

    /// The same after something was done with it; nothing while that need not be noted yet.
    #[must_use]
    pub fn used(self, now: DateTime<Utc>) -> Option<Self> {
        (now - self.seen_at >= NOTED_EVERY).then_some(Self { seen_at: now, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_after_half_an_hour_of_nothing_and_after_half_a_day_of_work() {
        let minute = |number| DateTime::UNIX_EPOCH + TimeDelta::minutes(number);
        let begun = StaffSession::begin(minute(0));
        let used = |number| begun.used(minute(number)).unwrap();

        assert_eq!(used(10).ended(minute(39)), None);
        assert_eq!(used(10).ended(minute(40)), Some(Ended::Idle));
        assert_eq!(used(719).ended(minute(719)), None);
        assert_eq!(used(719).ended(minute(720)), Some(Ended::TooLong));
        assert_eq!(begun.ended(minute(720)), Some(Ended::TooLong), "both at once");
        assert_eq!(begun.used(minute(1) - TimeDelta::seconds(1)), None);
        let now = "2026-11-22T11:00:00Z".parse().unwrap();
        assert_eq!(StaffSession::default().ended(now), Some(Ended::TooLong));
    }

    #[test]
    fn one_that_began_while_a_clock_was_ahead_is_over() {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(1);
        let ahead = |by| StaffSession::begin(now + by);

        assert_eq!(ahead(TimeDelta::minutes(1)).ended(now), None, "clocks differ by a little");
        assert_eq!(ahead(TimeDelta::minutes(2)).ended(now), Some(Ended::TooLong));
        assert_eq!(ahead(TimeDelta::days(365)).ended(now), Some(Ended::TooLong));
        let used_ahead = StaffSession::begin(now).used(now + TimeDelta::days(365)).unwrap();
        assert_eq!(used_ahead.ended(now), Some(Ended::TooLong));
    }
}
