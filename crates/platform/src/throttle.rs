//! Counters that slow down guessing, for example of a password.
//!
//! The count must outlive the failure it counts: commit it in a [`Tx`] of its own, before the
//! password is looked at. Keys are chosen by us (`"sign_in:1234567"`), so their number is bounded
//! by what [`remove_before`] leaves.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Result, Tx};

/// Counts one more attempt and tells whether it is still allowed.
///
/// A window begins with its first attempt and lasts `window`, however often somebody tries in it;
/// then counting begins anew. So it does when the window was begun by a clock that was far ahead
/// and has been put right. One statement, so attempts at the same time are all counted.
///
/// # Errors
/// Only what the database says.
pub async fn attempt(
    tx: &mut Tx,
    key: &str,
    now: DateTime<Utc>,
    limit: i64,
    window: TimeDelta,
) -> Result<bool> {
    let (count,): (i64,) = tx
        .sql(
            "INSERT INTO throttle (key, window_started_at, count) VALUES ($1, $2, 1)
             ON CONFLICT (key) DO UPDATE SET
                count = CASE WHEN throttle.window_started_at > $3
                                  AND throttle.window_started_at <= $4
                             THEN throttle.count + 1 ELSE 1 END,
                window_started_at = CASE WHEN throttle.window_started_at > $3
                                              AND throttle.window_started_at <= $4
                                         THEN throttle.window_started_at ELSE $2 END
             RETURNING count",
        )
        .bind(key)
        .bind(now)
        .bind(now - window)
        .bind(now + window)
        .one()
        .await?;
    Ok(count <= limit)
}

/// Forgets the windows that began before `moment`. Tells how many.
///
/// # Errors
/// Only what the database says.
pub async fn remove_before(tx: &mut Tx, moment: DateTime<Utc>) -> Result<u64> {
    tx.sql("DELETE FROM throttle WHERE window_started_at < $1").bind(moment).run().await
}
