//! Headers that are the same on every answer, and the one that keeps answers out of caches.

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

use crate::config::Settings;

const ALWAYS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Other sites learn nothing about where a customer was.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

/// Two years, the least that browsers' preload lists accept.
const ONLY_HTTPS: &str = "max-age=63072000; includeSubDomains";

/// Whether browsers may be told to come back over https only.
#[derive(Clone, Copy)]
pub struct Fixed {
    https: bool,
}

impl Fixed {
    pub fn new(settings: &Settings) -> Self {
        Self { https: settings.base_url().is_https() }
    }
}

pub async fn fixed(State(fixed): State<Fixed>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Pages and server functions show a cart, an order or a name: whatever did not ask to be kept
    // (the bundle's files do) is kept by nobody.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if fixed.https {
        let value = HeaderValue::from_static(ONLY_HTTPS);
        headers.insert(header::STRICT_TRANSPORT_SECURITY, value);
    }
    response
}
