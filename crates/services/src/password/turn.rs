//! Who hashes a password when: some at a time, the others in a row, and nobody in a row that is full.

use std::num::NonZero;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::sign_in::SignInError;
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// Hashes that may wait for their turn. Some seconds later the last of them has it.
const WAITING_MAX: usize = 100;

/// Seconds after which a row that was full has moved on.
const CROWDED_SECONDS: u32 = 5;

/// Turns at hashing: half of the cores, so that the others answer pages. Whoever comes first is
/// first.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(at_a_time()));

static WAITING: AtomicUsize = AtomicUsize::new(0);

/// How many passwords wait to be hashed, right now and in this process.
pub fn waiting() -> usize {
    WAITING.load(Ordering::Relaxed)
}

fn at_a_time() -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    (cores / 2).max(1)
}

/// Runs work in its turn. Refused as [`SignInError::Crowded`] when too many wait already.
pub(super) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let place = Place::take(&WAITING).ok_or(SignInError::Crowded { seconds: CROWDED_SECONDS })?;
    let turn = TURNS.acquire().await.map_err(Error::broken)?;
    drop(place);
    // The turn ends with the work, also when nobody waits for its outcome any more.
    let work = move || {
        let _turn = turn;
        work()
    };
    tokio::task::spawn_blocking(work).await.map_err(Error::broken)
}

/// A place in the row of those who wait. It is free again with this value.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize) -> Option<Self> {
        let one_more = |waiting| (waiting < WAITING_MAX).then_some(waiting + 1);
        let taken = waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more);
        taken.is_ok().then(|| Self(waiting))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Password;
    use super::*;

    #[test]
    fn a_row_that_is_full_refuses_and_each_place_is_free_again() {
        let waiting = AtomicUsize::new(0);
        let mut places: Vec<_> = (0..WAITING_MAX).map(|_| Place::take(&waiting)).collect();
        assert!(places.iter().all(Option::is_some));

        assert!(Place::take(&waiting).is_none());

        places.pop();
        assert!(Place::take(&waiting).is_some());
        drop(places);
        assert_eq!(waiting.load(Ordering::Relaxed), 0);
    }

    #[tokio::test]
    async fn at_most_half_of_the_cores_hash_and_the_others_are_counted() {
        let turns = TURNS.acquire_many(u32::try_from(at_a_time()).unwrap()).await;
        let before = waiting();
        let late = tokio::spawn(async { Password::typed("Fiume-Sasso-71-Vela").hash().await });
        while waiting() <= before {
            tokio::task::yield_now().await;
        }

        assert!(!late.is_finished());
        drop(turns);
        assert!(late.await.unwrap().is_ok());
    }
}
