//! The content security policy: what a page may load, run and send, and nothing else.

use app::paths;
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;

const NAME: HeaderName = header::CONTENT_SECURITY_POLICY;

/// Makes a nonce for each request; the page finds it among the request's extensions.
pub async fn guard(mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let policy = policy(&nonce, frames(request.uri().path()));
    request.extensions_mut().insert(nonce);

    let mut response = next.run(request).await;
    // The HTML of a mail brings a stricter one of its own.
    response.headers_mut().entry(NAME).or_insert(policy);
    response
}

/// Only the page of a mail has a frame, with the HTML of the mail.
fn frames(path: &str) -> &'static str {
    match path.strip_prefix(paths::MAILBOX) {
        Some(mail) if mail.starts_with('/') => "'self'",
        _ => "'none'",
    }
}

fn policy(nonce: &Nonce, frames: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; frame-src {frames}; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'; object-src 'none'"
    );
    HeaderValue::try_from(policy).expect("a nonce is URL-safe base64")
}
