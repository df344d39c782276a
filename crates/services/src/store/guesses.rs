//! The counters of guesses at a password.
//!
//! A count must outlive the failure it counts: commit it in a [`Tx`] of its own, before the
//! password is looked at.

use chrono::{DateTime, Utc};
use domain::guessing::Tries;
use platform::{Error, Result, Tx};

/// The counter behind a key, held until the end of `tx`: two tries at once are counted one after
/// the other. Hold that of all strangers before that of a network.
pub async fn hold(tx: &mut Tx, key: &str, now: DateTime<Utc>) -> Result<Tries> {
    let (failures, since, next_at, is_promised): (i64, _, _, _) = tx
        .sql(
            "INSERT INTO guess (key, failures, since, next_at, is_promised)
             VALUES ($1, 0, $2, $2, FALSE)
             ON CONFLICT (key) DO UPDATE SET failures = guess.failures
             RETURNING failures, since, next_at, is_promised",
        )
        .bind(key)
        .bind(now)
        .one()
        .await?;
    let failures = u32::try_from(failures).map_err(|_| Error::corrupt("guess", "failures", key))?;
    Ok(Tries { failures, since, next_at, is_promised })
}

/// Keeps what a counter remembers by now.
pub async fn save(tx: &mut Tx, key: &str, tries: &Tries) -> Result<()> {
    tx.sql(
        "UPDATE guess SET failures = $2, since = $3, next_at = $4, is_promised = $5 WHERE key = $1",
    )
    .bind(key)
    .bind(i64::from(tries.failures))
    .bind(tries.since)
    .bind(tries.next_at)
    .bind(tries.is_promised)
    .run()
    .await?;
    Ok(())
}

/// Forgets a counter, after the right password.
pub async fn forget(tx: &mut Tx, key: &str) -> Result<()> {
    tx.sql("DELETE FROM guess WHERE key = $1").bind(key).run().await?;
    Ok(())
}

/// Forgets the counters that nobody has touched between two moments: older ones have forgotten
/// every failure, later ones come from a clock that was ahead. Tells how many.
pub async fn remove_outside(tx: &mut Tx, first: DateTime<Utc>, last: DateTime<Utc>) -> Result<u64> {
    tx.sql("DELETE FROM guess WHERE since < $1 OR since > $2").bind(first).bind(last).run().await
}
