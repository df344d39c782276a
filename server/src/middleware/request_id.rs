//! Gives each request a name: in its log lines, in its answer and in what a failure page shows.

use std::time::Instant;

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, debug, info, info_span};
use uuid::Uuid;
use web::RequestId;

const NAME: HeaderName = HeaderName::from_static("x-request-id");

/// The id is always ours: one that a client chose could forge log lines. The query is not logged,
/// since it may carry what a customer typed.
pub async fn name(mut request: Request, next: Next) -> Response {
    let id = Uuid::new_v4().simple().to_string();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    // Files of the bundle and questions about health come by the thousand and tell nothing.
    let quiet = path.starts_with("/pkg/") || path == "/salute";
    let span = info_span!("request", id, %method, path);
    request.extensions_mut().insert(RequestId(id.clone()));

    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;

    let milliseconds = (started.elapsed().as_secs_f64() * 1e6).round() / 1e3;
    let status = response.status().as_u16();
    span.in_scope(|| {
        if quiet {
            debug!(status, milliseconds, "answered");
        } else {
            info!(status, milliseconds, "answered");
        }
    });
    let value = HeaderValue::try_from(id).expect("hexadecimal digits are visible ASCII");
    response.headers_mut().insert(NAME, value);
    response
}
