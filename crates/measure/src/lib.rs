//! Holds work against a floor: the least that could be done for the same result.
//!
//! A time depends on the machine and on what else runs on it, a ratio much less. So both sides are
//! measured in turns within one run, each round gives one ratio, and what is printed is the median
//! of all rounds with the middle half of them beside it: where that half is wide, the machine was
//! busy, and the figure says little.

#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::pedantic))]

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Rounds of one comparison. The quartiles of fewer jump about.
pub const ROUNDS: usize = 21;

/// How long one side works in one round: long enough for a clock and for what a scheduler does.
const ROUND: Duration = Duration::from_millis(100);

/// How many times as long as its floor some work takes, round by round.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    /// From the smallest to the largest.
    rounds: Vec<f64>,
}

/// Both sides in turns. A side answers how long it took for one piece of its work, and may do
/// several; each begins every other round, and the first round only warms up.
pub fn against(mut floor: impl FnMut() -> Duration, mut work: impl FnMut() -> Duration) -> Ratio {
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 0..=ROUNDS {
        let (below, above) = if round % 2 == 0 {
            let below = floor();
            (below, work())
        } else {
            let above = work();
            (floor(), above)
        };
        if round > 0 {
            rounds.push(above.as_secs_f64() / below.as_secs_f64());
        }
    }
    Ratio::of(rounds)
}

/// How often something has to be done for a round of a good length.
pub fn enough(mut times: impl FnMut(u32) -> Duration) -> u32 {
    let mut count = 1;
    loop {
        let took = times(count);
        if took * 4 >= ROUND {
            let rounds = f64::from(count) * ROUND.as_secs_f64() / took.as_secs_f64();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a cast of a float ends at the smallest and the largest number"
            )]
            return (rounds.ceil() as u32).max(1);
        }
        count *= 2;
    }
}

/// Does a thing so often, and tells how long that took. What comes out of it counts as used.
pub fn repeated<T>(times: u32, mut thing: impl FnMut() -> T) -> Duration {
    let begun = Instant::now();
    for _ in 0..times {
        black_box(thing());
    }
    begun.elapsed()
}

/// Two computations without input or output, each done as often as makes a good round.
pub fn compute<F, W>(mut floor: impl FnMut() -> F, mut work: impl FnMut() -> W) -> Ratio {
    let below = enough(|times| repeated(times, &mut floor));
    let above = enough(|times| repeated(times, &mut work));
    against(|| repeated(below, &mut floor) / below, || repeated(above, &mut work) / above)
}

impl Ratio {
    fn of(mut rounds: Vec<f64>) -> Self {
        rounds.sort_by(f64::total_cmp);
        Self { rounds }
    }

    /// Half of the rounds were below.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.at(2)
    }

    /// Between these lies the middle half of the rounds.
    #[must_use]
    pub fn middle_half(&self) -> (f64, f64) {
        (self.at(1), self.at(3))
    }

    fn at(&self, quarters: usize) -> f64 {
        let last = self.rounds.len().saturating_sub(1);
        self.rounds.get((last * quarters + 2) / 4).copied().unwrap_or(f64::NAN)
    }
}

/// `5.2 (4.9–5.6)`: the median and the middle half. Padding is for all of it.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = self.middle_half();
        let places = if self.median() < 10.0 { 2 } else { 0 };
        f.pad(&format!("{:.places$} ({low:.places$}–{high:.places$})", self.median()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_the_middle_of_its_rounds_whatever_their_order() {
        let ratio = Ratio::of(vec![9.0, 2.0, 1.0, 4.0, 3.0]);
        assert_eq!((ratio.median(), ratio.middle_half()), (3.0, (2.0, 4.0)));
        assert_eq!(ratio.to_string(), "3.00 (2.00–4.00)");
        assert_eq!(format!("{:>18}|", Ratio::of(vec![12.4])), "        12 (12–12)|");
    }

    #[test]
    fn sides_take_turns_and_the_first_round_does_not_count() {
        let turns = std::cell::RefCell::new(String::new());
        let mut first = true;

        let ratio = against(
            || {
                turns.borrow_mut().push('f');
                Duration::from_millis(2)
            },
            || {
                turns.borrow_mut().push('w');
                let cold = std::mem::take(&mut first);
                Duration::from_millis(if cold { 1000 } else { 6 })
            },
        );

        assert!(turns.borrow().starts_with("fwwffw"), "{}", turns.borrow());
        assert_eq!(turns.borrow().len(), 2 * (ROUNDS + 1));
        assert_eq!((ratio.median(), ratio.middle_half()), (3.0, (3.0, 3.0)));
    }

    #[test]
    fn what_is_quick_is_done_more_often() {
        let one_takes = |one: Duration| enough(move |times| one * times);
        assert_eq!(one_takes(Duration::from_millis(500)), 1);
        assert_eq!(one_takes(Duration::from_millis(10)), 10);
        assert_eq!(one_takes(Duration::from_micros(10)), 10_000);
    }
}
