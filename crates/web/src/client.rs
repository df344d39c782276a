//! What a request says of whoever sent it.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

/// Names one request in the log, in the answer's `x-request-id` and, after a failure, on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(
    /// Hexadecimal digits.
    pub String,
);

/// Where a request came from, as far as the server can tell; the server notes it on each request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(
    /// Behind a proxy, what the trusted one of its headers says.
    pub IpAddr,
);

/// True for a browser that shows what it gets; a script reads it.
#[must_use]
pub fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}
