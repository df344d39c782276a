//! Does what a line of the table says, again and again.
//!
//! Each run is a task of its own: its panic ends nothing else, and one that hangs is cut off while
//! everything else goes on.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use domain::job::{Servers, Success, Trouble};
use metrics::counter;
use services::jobs::{LEASE, Turn, end_turn, prolong_turn, take_turn};
use tokio::task::{JoinError, JoinHandle};
use tracing::{Instrument, error, info_span, warn};

use super::{Done, Entry, Tools};
use crate::metrics::JOB_FAILURES;

/// Until `stopping`; a run that has begun is finished first.
pub async fn keep_doing(entry: Entry, tools: Tools) {
    while !tools.stopping.is_cancelled() {
        let pause = match entry.servers {
            Servers::Each => run(&entry, &tools).await.pause,
            Servers::OneAtATime => in_turn(&entry, &tools).await,
        };
        tokio::select! {
            () = tools.stopping.cancelled() => return,
            () = tokio::time::sleep(pause) => (),
        }
    }
}

/// One run under a lease, when it is this server's turn. Tells how long to wait afterwards.
pub(super) async fn in_turn(entry: &Entry, tools: &Tools) -> Duration {
    let Entry { job, period, .. } = *entry;
    let (ctx, server) = (&tools.services, tools.server);
    let due_after = TimeDelta::from_std(period).unwrap_or(TimeDelta::MAX);
    match take_turn(ctx, job, server, due_after).await {
        Ok(Turn::Ours) => {}
        Ok(Turn::In(left)) => return left.to_std().unwrap_or(period),
        Err(error) => {
            warn!(job = job.as_str(), %error, "whose turn a job is cannot be found out");
            return period.min(Duration::from_secs(10));
        }
    }
    let ended = run(entry, tools).await;
    if let Err(error) = end_turn(ctx, job, server, ended.success).await {
        // The lease is over by itself before long.
        warn!(job = job.as_str(), %error, "the turn of a job is not given back");
    }
    ended.pause
}

/// How a run ended.
struct Ended {
    success: Option<Success>,
    /// Until the next one.
    pause: Duration,
}

async fn run(entry: &Entry, tools: &Tools) -> Ended {
    let job = entry.job;
    let jobs = &tools.services.jobs;
    jobs.begun(job, tools.services.now());
    let begun = Instant::now();
    let span = info_span!("job", name = job.as_str());
    let mut task = tokio::spawn((entry.run)(tools.clone()).instrument(span));
    let trouble = match within_limit(entry, tools, &mut task).await {
        Some(Ok(Ok(done))) => {
            let pause = if done == Done::Something { Duration::ZERO } else { entry.period };
            // One that goes on until the end has told its rounds itself.
            let success = entry.limit.map(|_| tools.did(job, begun));
            return Ended { success, pause };
        }
        Some(Ok(Err(error))) => {
            warn!(job = job.as_str(), %error, "a job has to wait");
            Trouble::Failed
        }
        Some(Err(_)) => {
            error!(job = job.as_str(), "a job has panicked and is done again");
            Trouble::Panicked
        }
        None => {
            error!(job = job.as_str(), limit = ?entry.limit, "a job takes too long and is cut off");
            task.abort();
            // Never two of them at once.
            drop(task.await);
            Trouble::CutOff
        }
    };
    jobs.failed(job, tools.services.now(), trouble);
    counter!(JOB_FAILURES, "job" => job.as_str(), "why" => trouble.as_str()).increment(1);
    Ended { success: None, pause: entry.period }
}

/// How the run ended; none when its time is up. Meanwhile the lease is prolonged.
async fn within_limit(
    entry: &Entry,
    tools: &Tools,
    task: &mut JoinHandle<services::Result<Done>>,
) -> Option<Result<services::Result<Done>, JoinError>> {
    let beat = LEASE.to_std().unwrap_or_default() / 3;
    let until = entry.limit.map(|limit| tokio::time::Instant::now() + limit);
    let time_is_up = async {
        match until {
            Some(until) => tokio::time::sleep_until(until).await,
            None => std::future::pending().await,
        }
    };
    let prolonged = async {
        loop {
            tokio::time::sleep(beat).await;
            if entry.servers == Servers::OneAtATime {
                let prolonged = prolong_turn(&tools.services, entry.job, tools.server).await;
                if let Err(error) = prolonged {
                    warn!(job = entry.job.as_str(), %error, "a turn is not prolonged");
                }
            }
        }
    };
    tokio::select! {
        ended = task => Some(ended),
        () = time_is_up => None,
        () = prolonged => None,
    }
}
