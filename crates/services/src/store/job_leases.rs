//! Whose turn it is to do what one server does for all.

use chrono::{DateTime, Utc};
use domain::job::{Job, Success};
use platform::{Result, Tx};
use uuid::Uuid;

/// A server that wants to do a job, and the moments that decide whether it may.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub holder: Uuid,
    pub now: DateTime<Utc>,
    pub until: DateTime<Utc>,
    /// A job that was done after this is not due yet.
    pub due_before: DateTime<Utc>,
}

/// Takes the job, unless it is not due or somebody else is at it. A moment that lies too far in the
/// future was written while a clock was ahead, and does not count.
pub async fn take(tx: &mut Tx, job: Job, wants: Candidate) -> Result<bool> {
    let Candidate { holder, now, until, due_before } = wants;
    let taken = tx
        .sql(
            "INSERT INTO job_lease (job, holder, leased_until) VALUES ($1, $2, $3) \
             ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, \
             leased_until = excluded.leased_until \
             WHERE (job_lease.holder IS NULL OR job_lease.leased_until <= $4 \
             OR job_lease.leased_until > $3) \
             AND (job_lease.succeeded_at IS NULL OR job_lease.succeeded_at <= $5 \
             OR job_lease.succeeded_at > $4)",
        )
        .bind(job.as_str())
        .bind(holder)
        .bind(until)
        .bind(now)
        .bind(due_before)
        .run()
        .await?;
    Ok(taken == 1)
}

/// Has more time; false when the lease was lost.
pub async fn prolong(tx: &mut Tx, job: Job, holder: Uuid, until: DateTime<Utc>) -> Result<bool> {
    let prolonged = tx
        .sql("UPDATE job_lease SET leased_until = $3 WHERE job = $1 AND holder = $2")
        .bind(job.as_str())
        .bind(holder)
        .bind(until)
        .run()
        .await?;
    Ok(prolonged == 1)
}

/// Leaves the job to whoever comes next, and notes that it was done, if it was.
pub async fn give_back(
    tx: &mut Tx,
    job: Job,
    holder: Uuid,
    success: Option<Success>,
) -> Result<()> {
    let took = success.map(|success| i64::try_from(success.took_ms).unwrap_or(i64::MAX));
    tx.sql(
        "UPDATE job_lease SET holder = NULL, leased_until = NULL, \
         succeeded_at = COALESCE($3, succeeded_at), took_ms = COALESCE($4, took_ms) \
         WHERE job = $1 AND holder = $2",
    )
    .bind(job.as_str())
    .bind(holder)
    .bind(success.map(|success| success.at))
    .bind(took)
    .run()
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    job: String,
    succeeded_at: DateTime<Utc>,
    took_ms: i64,
}

/// When each of them was last done to its end, on whichever server.
pub async fn successes(tx: &mut Tx) -> Result<Vec<(String, Success)>> {
    let rows: Vec<Row> = tx
        .sql(
            "SELECT job, succeeded_at, took_ms FROM job_lease WHERE succeeded_at IS NOT NULL \
             ORDER BY job",
        )
        .all()
        .await?;
    let success = |row: Row| {
        let took_ms = u64::try_from(row.took_ms).unwrap_or_default();
        (row.job, Success { at: row.succeeded_at, took_ms })
    };
    Ok(rows.into_iter().map(success).collect())
}

/// When a job was last done to its end.
pub async fn succeeded_at(tx: &mut Tx, job: Job) -> Result<Option<DateTime<Utc>>> {
    let row: Option<(Option<DateTime<Utc>>,)> = tx
        .sql("SELECT succeeded_at FROM job_lease WHERE job = $1")
        .bind(job.as_str())
        .optional()
        .await?;
    Ok(row.and_then(|(at,)| at))
}
