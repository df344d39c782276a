//! The figures of this server for Prometheus, on an address of their own. `docs/operating.md` has a
//! table of them.

mod shop;

use std::{net::SocketAddr, sync::OnceLock, time::Duration};

use axum::{
    Router,
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
    routing::get,
};
use metrics::{describe_counter, describe_gauge, describe_histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use platform::db::WAIT_SECONDS;
use services::Context;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::stop::Stop;

pub const REQUESTS: &str = "bottega_http_requests_total";
pub const REQUEST_SECONDS: &str = "bottega_http_request_seconds";
pub const JOB_SUCCESSES: &str = "bottega_job_successes_total";
pub const JOB_FAILURES: &str = "bottega_job_failures_total";
pub const JOB_LAST_SUCCESS: &str = "bottega_job_last_success_timestamp_seconds";
pub const JOB_LAST_SECONDS: &str = "bottega_job_last_seconds";

/// A page takes milliseconds, a password half a second, a provider that is silent fifteen.
const SECONDS: [f64; 9] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 20.0];

/// A connection that nobody uses is there at once; after three seconds nobody waits any more.
const WAITS: [f64; 8] = [0.0001, 0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 3.0];

/// How often what was measured is added up, so that it takes no room while nobody reads it.
const UPKEEP: Duration = Duration::from_secs(15);

/// How long the database may take to tell its figures.
const PATIENCE: Duration = Duration::from_secs(3);

/// Begins to measure; before, whatever is counted costs nothing. Doing it again changes nothing.
pub fn begin() -> Result<PrometheusHandle, Stop> {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = HANDLE.get() {
        return Ok(handle.clone());
    }
    let failed = |error: &dyn std::fmt::Display| {
        Stop::Failed(format!("the figures cannot be measured: {error}."))
    };
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(REQUEST_SECONDS.into()), &SECONDS)
        .map_err(|error| failed(&error))?
        .set_buckets_for_metric(Matcher::Full(WAIT_SECONDS.into()), &WAITS)
        .map_err(|error| failed(&error))?
        .build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|error| failed(&error))?;
    describe_counter!(REQUESTS, "Answers, by route and status.");
    describe_histogram!(REQUEST_SECONDS, "Time until an answer begins, by route.");
    describe_counter!(JOB_SUCCESSES, "How often a job has done its work without an error.");
    describe_counter!(JOB_FAILURES, "How often a run has failed, panicked or been cut off.");
    describe_gauge!(JOB_LAST_SUCCESS, "When a run last ended well.");
    describe_gauge!(JOB_LAST_SECONDS, "How long that run took.");
    describe_histogram!(WAIT_SECONDS, "Time until there was a connection to the database.");
    Ok(HANDLE.get_or_init(|| handle).clone())
}

/// Answers `/metrics` at a private address until `stopping`.
pub async fn serve(
    at: SocketAddr,
    services: Context,
    stopping: CancellationToken,
) -> Result<(), Stop> {
    let handle = begin()?;
    let listener = TcpListener::bind(at)
        .await
        .map_err(|error| Stop::Failed(format!("cannot listen on {at}: {error}.")))?;
    let upkeep = handle.clone();
    let until = stopping.clone();
    tokio::spawn(async move {
        while !until.is_cancelled() {
            tokio::time::sleep(UPKEEP).await;
            upkeep.run_upkeep();
        }
    });
    let router = router(services, handle);
    tokio::spawn(async move {
        let serving = axum::serve(listener, router);
        let ended = serving.with_graceful_shutdown(stopping.cancelled_owned()).await;
        if let Err(error) = ended {
            tracing::error!(%error, "the figures are no longer served");
        }
    });
    Ok(())
}

pub fn router(services: Context, handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(answer)).with_state((services, handle))
}

/// Those of this process, then those of the shop as the database has them now.
async fn answer(State((services, handle)): State<(Context, PrometheusHandle)>) -> Response {
    let of_shop = match tokio::time::timeout(PATIENCE, services::figures::read(&services)).await {
        Ok(Ok(figures)) => Some(figures),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the figures of the shop cannot be read");
            None
        }
        Err(_) => None,
    };
    let text = handle.render() + &shop::text(&services, of_shop.as_ref());
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response()
}

#[cfg(test)]
mod tests;
