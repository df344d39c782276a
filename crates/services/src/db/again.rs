//! What may well succeed when it is done again, and what says that the database is away.

use std::time::Duration;

use crate::error::{Error, Result};

/// Tries of one piece of work; the pauses between them add up to 1–1.5 seconds.
const TRIES_MAX: u32 = 9;

/// Does a whole piece of work again when the engine gave up on it only because of the others: a
/// deadlock or serialization failure on PostgreSQL, a busy file on SQLite.
pub async fn retrying<T, W, F>(mut work: W) -> Result<T>
where
    W: FnMut() -> F,
    F: Future<Output = Result<T>>,
{
    let mut tries = 1;
    loop {
        match work().await {
            Err(error) if tries < TRIES_MAX && is_passing(&error) => {
                tracing::debug!(tries, %error, "unit of work collided, trying again");
                tokio::time::sleep(pause_after(tries)).await;
                tries += 1;
            }
            outcome => return outcome,
        }
    }
}

/// Whether the same unit of work may well succeed when it is run again at once.
fn is_passing(error: &Error) -> bool {
    let Error::Unavailable(cause) = error else { return false };
    let Some(sqlx::Error::Database(cause)) = cause.downcast_ref() else { return false };
    cause.code().is_some_and(|code| is_collision(&code))
}

fn is_collision(code: &str) -> bool {
    matches!(
        code,
        // PostgreSQL: serialization failure, deadlock.
        "40001" | "40P01"
        // SQLite: busy, locked, busy while recovering, snapshot too old, busy for too long.
        | "5" | "6" | "261" | "517" | "773"
    )
}

/// Whether a failure says nothing about what was asked: the database cannot be reached, cannot
/// store or has no time, and whoever asks again later may well be answered.
pub fn is_unavailable(cause: &sqlx::Error) -> bool {
    match cause {
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => true,
        sqlx::Error::Database(cause) => cause.code().is_some_and(|code| says_later(&code)),
        _ => false,
    }
}

/// The codes of PostgreSQL have five characters, those of SQLite are numbers whose last eight bits
/// name the kind.
fn says_later(code: &str) -> bool {
    if code.len() == 5 {
        // Connection lost, too few resources (a full disk among them), shutting or starting.
        return ["08", "53", "57P"].iter().any(|class| code.starts_with(class))
            // Took too long, waited too long for a lock, was idle for too long.
            || matches!(code, "57014" | "55P03" | "25P03")
            || is_collision(code);
    }
    // Busy, locked, failing disk, full disk, file that does not open.
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14))
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

    #[test]
    fn a_full_disk_passes_and_a_broken_rule_does_not() {
        // SQLite: full, write failed, busy snapshot. PostgreSQL: disk full, shutdown, time-out.
        for code in ["13", "778", "517", "53100", "57P01", "57014", "40P01"] {
            assert!(says_later(code), "{code}");
        }
        // Unique violations, read-only file, no such table, write in a snapshot, syntax.
        for code in ["2067", "1555", "8", "1", "23505", "25006", "42601"] {
            assert!(!says_later(code), "{code}");
        }
    }
}
