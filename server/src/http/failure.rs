//! The page that stands when even rendering failed. It must not need anything that can fail.

use std::any::Any;

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use tracing::error;

const PAGE: &str = include_str!("failure.html");

/// Turns a panic into an answer; the request id in the log line leads to what happened.
pub fn page(panic: Box<dyn Any + Send>) -> Response {
    let what = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    error!(what, "a request panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, Html(PAGE)).into_response()
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, http::Request, routing::get};
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_a_page_and_the_server_goes_on() {
        async fn broken() {
            panic!("on purpose");
        }
        let router = Router::new().route("/", get(broken)).layer(CatchPanicLayer::custom(page));

        for _ in 0..2 {
            let request = Request::get("/").body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        }
    }
}
