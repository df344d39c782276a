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

/// Serves the directory of the bundle, below whatever path it is nested at.
pub fn service(dist: &Path) -> Router {
    let files = ServeDir::new(dist)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    Router::new().fallback_service(files).layer(from_fn(only_hashed))
}

/// Only what lies in a folder named after its content: another content has another address, so it
/// never grows old. The files beside the folder are notes for the server and for scripts.
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

/// `/0123456789abcdef/name.js`: scripts/bundle.mjs names the folder.
fn is_hashed(path: &str) -> bool {
    let Some((folder, _)) = path.trim_start_matches('/').split_once('/') else { return false };
    folder.len() == 16 && folder.bytes().all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_in_a_folder_with_a_hash_is_served() {
        assert!(is_hashed("/0123456789abcdef/shop.js"));
        assert!(is_hashed("/0123456789abcdef/chunk_12.wasm"));
        assert!(!is_hashed("/bundle.json"));
        assert!(!is_hashed("/.release"));
        assert!(!is_hashed("/0123456789abcdef"));
        assert!(!is_hashed("/other/shop.js"));
    }
}
