//! The bundle's files, compressed when they were built and kept by browsers for ever.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
};
use tower_http::services::ServeDir;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Serves the directory that Trunk filled, below whatever path it is nested at.
pub fn service(dist: &Path) -> Router {
    let files = ServeDir::new(dist)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    Router::new().fallback_service(files).layer(from_fn(only_hashed))
}

/// Only names with a hash in them: another content has another name, so it never grows old.
/// `index.html` lies in the same directory but is a note from Trunk to the server.
async fn only_hashed(request: Request, next: Next) -> Response {
    if !is_hashed(request.uri().path()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, FOR_EVER);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    response
}

/// Trunk writes `name-0123456789abcdef.js` and `name-0123456789abcdef_bg.wasm`, without the
/// zeros that a hash may begin with.
fn is_hashed(path: &str) -> bool {
    let Some((_, rest)) = path.rsplit_once('-') else { return false };
    let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
    digits >= 8 && rest[digits..].starts_with(['.', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_served() {
        assert!(is_hashed("/frontend-0123456789abcdef.js"));
        assert!(is_hashed("/frontend-0123456789abcdef_bg.wasm"));
        assert!(is_hashed("/frontend-2baef32807d359f_bg.wasm"));
        assert!(!is_hashed("/index.html"));
        assert!(!is_hashed("/.release"));
        assert!(!is_hashed("/a-b.js"));
    }
}
