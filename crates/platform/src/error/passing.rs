//! Which failures of a database pass: what collided with others, and what says that it is away.

use super::Cause;

/// A deadlock or serialization failure on PostgreSQL, a busy file on SQLite: the same unit of work may
/// well succeed when it is run again at once.
#[must_use]
pub fn is_collision(cause: &Cause) -> bool {
    let Some(sqlx::Error::Database(cause)) = cause.downcast_ref() else { return false };
    cause.code().is_some_and(|code| says_collision(&code))
}

fn says_collision(code: &str) -> bool {
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
pub(super) fn is_unavailable(cause: &sqlx::Error) -> bool {
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
            || says_collision(code);
    }
    // Busy, locked, failing disk, full disk, file that does not open.
    code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13 | 14))
}

#[cfg(test)]
mod tests {
    use super::*;

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
