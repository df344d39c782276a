//! What may well succeed when it is done again.

use std::time::Duration;

use crate::error::Passing;

/// Tries of one piece of work; the pauses between them add up to 1–1.5 seconds.
const TRIES_MAX: u32 = 9;

/// Does a whole piece of work again when the engine gave up on it only because of the others: a
/// deadlock or serialization failure on PostgreSQL, a busy file on SQLite.
pub async fn retrying<T, E, W, F>(mut work: W) -> Result<T, E>
where
    E: Passing,
    W: FnMut() -> F,
    F: Future<Output = Result<T, E>>,
{
    let mut tries = 1;
    loop {
        match work().await {
            Err(error) if tries < TRIES_MAX && error.is_passing() => {
                tracing::debug!(tries, %error, "unit of work collided, trying again");
                tokio::time::sleep(pause_after(tries)).await;
                tries += 1;
            }
            outcome => return outcome,
        }
    }
}

/// Twice as long after each try, with chance in it so that two rivals part ways.
fn pause_after(tries: u32) -> Duration {
    let [chance, ..] = uuid::Uuid::new_v4().into_bytes();
    let steps = 1_u64 << tries.min(10);
    Duration::from_millis(steps * 2 + steps * u64::from(chance) / 256)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_stay_short() {
        let pauses: Vec<_> = (1..TRIES_MAX).map(pause_after).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] < pair[1]), "{pauses:?}");
        assert!(pauses.iter().sum::<Duration>() < Duration::from_secs(2), "{pauses:?}");
    }
}
