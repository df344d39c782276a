//! Counts the answers by route and status, and how long they took to begin.
//!
//! A route is a pattern, such as `/ordini/{number}`: what a request names by itself would make as many
//! figures as there are strangers.

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use crate::metrics::{REQUEST_SECONDS, REQUESTS};

/// The files of the bundle are one route.
const BUNDLE: &str = "/pkg";

/// What no route knows.
const NONE: &str = "none";

/// Tells [`count`] which route of an inner router has answered.
pub async fn note_route(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = next.run(request).await;
    if let Some(route) = route {
        response.extensions_mut().insert(route);
    }
    response
}

pub async fn count(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let outer = request.extensions().get::<MatchedPath>().cloned();
    let other = if request.uri().path().starts_with(BUNDLE) { BUNDLE } else { NONE };
    let response = next.run(request).await;

    let inner = response.extensions().get::<MatchedPath>().cloned();
    let route = inner.or(outer).map_or(other.to_owned(), |route| route.as_str().to_owned());
    let status = response.status().as_u16().to_string();
    metrics::histogram!(REQUEST_SECONDS, "route" => route.clone())
        .record(begun.elapsed().as_secs_f64());
    metrics::counter!(REQUESTS, "route" => route, "status" => status).increment(1);
    response
}
