//! How guessing a password is slowed down.
//!
//! A brake and never a lock: whoever is refused is told a moment at most [`WAIT_MAX`] seconds
//! away. Three counters keep a stranger from standing in the way of anybody else: one for a
//! network at an account, one for all strangers at an account, and one for a browser that has
//! signed in to the account before, which the other two do not touch. A try counts as a failure
//! before the password is looked at, so that many at once get no more tries than one after the
//! other. Why these numbers: docs/decisions/0016.

use chrono::{DateTime, TimeDelta, Utc};

/// Seconds that anybody waits at most.
pub const WAIT_MAX: u32 = 30;

/// Seconds by which a clock may have been ahead. Whatever was counted later than that was counted
/// by a clock that has been put right since, and does not count.
const CLOCK_AHEAD: u32 = 60;

/// Seconds for which a promised moment stands, for somebody who looks away from the screen.
const PROMISE_KEPT: u32 = 60;

/// How a counter slows down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brake {
    /// Tries before anybody waits.
    free: u32,
    /// Seconds to which the wait grows.
    longest: u32,
    /// Seconds after which one failure is forgotten.
    forgets_in: u32,
}

/// For the tries of one network at one account: a person who mistypes hardly meets it.
pub const NETWORK: Brake = Brake { free: 5, longest: WAIT_MAX, forgets_in: 180 };

/// For a browser that has signed in to the account before.
pub const BROWSER: Brake = Brake { free: 10, longest: WAIT_MAX, forgets_in: 180 };

/// For all strangers at one account together. It forgets faster than one network can fail under
/// its own brake, so that only several networks ever meet it.
pub const STRANGERS: Brake = Brake { free: 20, longest: 3, forgets_in: 20 };

/// What one counter remembers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// Failures that are not forgotten yet.
    pub failures: u32,
    /// From when on forgetting is reckoned.
    pub since: DateTime<Utc>,
    /// The earliest moment of the next try.
    pub next_at: DateTime<Utc>,
    /// True when that moment was kept free among those of all strangers.
    pub is_promised: bool,
}

impl Brake {
    /// Seconds to wait after so many failures: none at first, then twice as many each time.
    #[must_use]
    pub fn wait(self, failures: u32) -> u32 {
        match failures.checked_sub(self.free) {
            None => 0,
            Some(beyond) => 1_u32.checked_shl(beyond).unwrap_or(u32::MAX).min(self.longest),
        }
    }
}

impl Tries {
    /// Nothing was tried yet.
    #[must_use]
    pub fn none(now: DateTime<Utc>) -> Self {
        Self { failures: 0, since: now, next_at: now, is_promised: false }
    }

    /// The same counter without what is forgotten by now.
    fn at(self, now: DateTime<Utc>, brake: Brake) -> Self {
        let latest = now + seconds(CLOCK_AHEAD);
        if self.since > latest || self.next_at > latest + seconds(WAIT_MAX + brake.longest) {
            return Self::none(now);
        }
        let passed = (now - self.since).num_seconds().max(0) / i64::from(brake.forgets_in);
        let forgotten = u32::try_from(passed).unwrap_or(u32::MAX);
        match self.failures.saturating_sub(forgotten) {
            0 => Self { failures: 0, since: now, ..self },
            failures => {
                let since = self.since + seconds(forgotten.saturating_mul(brake.forgets_in));
                Self { failures, since, ..self }
            }
        }
    }

    /// Counts a try and keeps the next one waiting.
    fn fail(&mut self, now: DateTime<Utc>, brake: Brake) {
        self.failures = self.failures.saturating_add(1);
        self.next_at = self.next_at.max(now + seconds(brake.wait(self.failures)));
        self.is_promised = false;
    }

    /// Takes a try back that was no guess: the password was right.
    pub fn take_back(&mut self) {
        self.failures = self.failures.saturating_sub(1);
    }

    fn has_promise(&self, now: DateTime<Utc>) -> bool {
        self.is_promised && now <= self.next_at + seconds(PROMISE_KEPT)
    }
}

/// A try from a browser that has signed in before. Counts it, or tells the seconds to wait.
///
/// # Errors
/// The seconds until the next try.
pub fn try_known(browser: &mut Tries, now: DateTime<Utc>) -> Result<(), u32> {
    *browser = browser.at(now, BROWSER);
    if browser.next_at > now {
        return Err(until(browser.next_at, now));
    }
    browser.fail(now, BROWSER);
    Ok(())
}

/// A try from anywhere else. Counts it, or tells the seconds to wait.
///
/// While many networks guess at one account, its tries are handed out in a row, some seconds
/// apart: whoever is refused gets the next moment that is free, and it stays theirs. When the row
/// is longer than [`WAIT_MAX`], nothing is promised.
///
/// # Errors
/// The seconds until the next try.
pub fn try_stranger(
    network: &mut Tries,
    strangers: &mut Tries,
    now: DateTime<Utc>,
) -> Result<(), u32> {
    *network = network.at(now, NETWORK);
    *strangers = strangers.at(now, STRANGERS);
    if network.next_at > now {
        return Err(until(network.next_at, now));
    }
    if network.has_promise(now) {
        // Its moment among all strangers was taken when it was promised.
        strangers.failures = strangers.failures.saturating_add(1);
    } else if strangers.next_at > now {
        let free = strangers.next_at;
        if free <= now + seconds(WAIT_MAX) {
            network.next_at = free;
            network.is_promised = true;
            strangers.next_at = free + seconds(STRANGERS.wait(strangers.failures).max(1));
        }
        return Err(until(free, now));
    } else {
        strangers.fail(now, STRANGERS);
    }
    network.fail(now, NETWORK);
    Ok(())
}

/// Whole seconds, never fewer than it takes.
fn until(moment: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    let whole = (moment - now).num_milliseconds().max(0).saturating_add(999) / 1000;
    u32::try_from(whole).unwrap_or(WAIT_MAX).clamp(1, WAIT_MAX)
}

fn seconds(number: u32) -> TimeDelta {
    TimeDelta::seconds(i64::from(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> DateTime<Utc> {
        "2026-11-22T11:00:00Z".parse().unwrap()
    }

    fn after(number: u32) -> DateTime<Utc> {
        start() + seconds(number)
    }

    #[test]
    fn the_wait_grows_twofold_up_to_half_a_minute() {
        let waits: Vec<u32> = (0..13).map(|failures| NETWORK.wait(failures)).collect();
        assert_eq!(waits, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]);
        assert_eq!(BROWSER.wait(9), 0);
        assert_eq!(BROWSER.wait(10), 1);
        assert_eq!([20, 21, 22, 23].map(|failures| STRANGERS.wait(failures)), [1, 2, 3, 3]);
        for brake in [NETWORK, BROWSER, STRANGERS] {
            assert_eq!(brake.wait(u32::MAX), brake.longest);
            assert!(brake.longest <= WAIT_MAX);
        }
    }

    #[test]
    fn one_network_that_never_stops_keeps_nobody_else_waiting() {
        let (mut thief, mut strangers) = (Tries::none(start()), Tries::none(start()));
        let mut tries = 0;
        for second in 0..6 * 3600 {
            tries += u32::from(try_stranger(&mut thief, &mut strangers, after(second)).is_ok());
            let mut owner = Tries::none(after(second));
            let mut strangers = strangers;
            let owner = try_stranger(&mut owner, &mut strangers, after(second));
            assert_eq!(owner, Ok(()), "at second {second}");
        }
        assert!((720..740).contains(&tries), "one each half minute, after the first few: {tries}");
    }

    #[test]
    fn whoever_comes_back_when_they_were_told_gets_their_try() {
        let mut strangers = Tries::none(start());
        // A try each from networks that were never seen before, until all have to wait.
        let mut refused = Vec::new();
        for _ in 0..40 {
            let mut network = Tries::none(start());
            if let Err(wait) = try_stranger(&mut network, &mut strangers, start()) {
                refused.push((network, wait));
            }
        }
        assert_eq!(refused.len(), 20, "twenty tries are free");
        let waits: Vec<u32> = refused.iter().map(|(_, wait)| *wait).collect();
        assert_eq!(waits, (1..=20).collect::<Vec<_>>());

        for (network, wait) in &mut refused {
            assert!(try_stranger(network, &mut strangers, after(*wait - 1)).is_err());
            assert_eq!(try_stranger(network, &mut strangers, after(*wait)), Ok(()));
        }
    }

    #[test]
    fn many_networks_together_get_a_try_each_three_seconds() {
        let mut strangers = Tries::none(start());
        let mut networks = vec![Tries::none(start()); 50];
        let tries = (0..900)
            .map(|second| {
                let tried = networks.iter_mut().filter_map(|network| {
                    try_stranger(network, &mut strangers, after(second)).ok()
                });
                tried.count()
            })
            .sum::<usize>();
        assert!((330..350).contains(&tries), "{tries}");
    }

    #[test]
    fn a_known_browser_waits_for_its_own_failures_only() {
        let mut browser = Tries::none(start());
        for _ in 0..10 {
            assert_eq!(try_known(&mut browser, start()), Ok(()));
        }
        assert_eq!(try_known(&mut browser, start()), Err(1));
        assert_eq!(try_known(&mut browser, after(1)), Ok(()));
        assert_eq!(try_known(&mut browser, after(1)), Err(2));
    }

    #[test]
    fn what_was_right_is_no_failure_and_time_forgets_the_others() {
        let mut network = Tries::none(start());
        let mut strangers = Tries::none(start());
        for _ in 0..5 {
            assert_eq!(try_stranger(&mut network, &mut strangers, start()), Ok(()));
        }
        assert_eq!((network.failures, strangers.failures), (5, 5));
        strangers.take_back();
        assert_eq!(strangers.failures, 4);
        assert_eq!(network.at(after(179), NETWORK).failures, 5);
        assert_eq!(network.at(after(180), NETWORK).failures, 4);
        assert_eq!(network.at(after(180), NETWORK).since, after(180));
        assert_eq!(network.at(after(15 * 60), NETWORK).failures, 0);
        assert_eq!(Tries::none(start()).at(after(u32::MAX), NETWORK).failures, 0);
    }

    #[test]
    fn what_a_clock_counted_that_was_a_year_ahead_does_not_count() {
        let year = 365 * 24 * 3600;
        let mut network = Tries::none(after(year));
        let mut strangers = Tries::none(after(year));
        while try_stranger(&mut network, &mut strangers, after(year)).is_ok() {}
        let mut browser = Tries::none(after(year));
        while try_known(&mut browser, after(year)).is_ok() {}

        assert_eq!(try_stranger(&mut network, &mut strangers, start()), Ok(()));
        assert_eq!(try_known(&mut browser, start()), Ok(()));
    }
}
