//! Lets a change run to its end although the browser that asked for it has hung up.
//!
//! Otherwise the server would drop the work at whatever line it had reached: a transaction undoes
//! itself, but a half of two steps would stay.

use std::panic;

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use tokio_util::task::TaskTracker;
use tracing::Instrument;

/// Runs everything but reading in a task of its own; stopping the server waits for these.
pub async fn guard(State(changes): State<TaskTracker>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    match changes.spawn(next.run(request).in_current_span()).await {
        Ok(response) => response,
        // Nothing aborts these tasks, so this is a panic: it goes on to the layer that shows it.
        Err(broken) => panic::resume_unwind(broken.into_panic()),
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, sync::Arc, time::Duration};

    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::post};
    use tokio::{sync::Notify, time::timeout};
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn a_change_ends_although_nobody_waits_for_it() {
        let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let change = {
            let (begun, go_on) = (begun.clone(), go_on.clone());
            move || async move {
                begun.notify_one();
                go_on.notified().await;
            }
        };
        let changes = TaskTracker::new();
        let router = Router::new()
            .route("/", post(change))
            .layer(from_fn_with_state(changes.clone(), guard));
        let request = Request::post("/").body(Body::empty()).unwrap();

        tokio::select! {
            _ = router.oneshot(request) => unreachable!("the change waits to go on"),
            () = begun.notified() => (),
        }
        go_on.notify_one();
        changes.close();

        timeout(Duration::from_secs(5), changes.wait()).await.expect("the change came to its end");
    }

    #[tokio::test]
    async fn reading_ends_with_its_reader() {
        let changes = TaskTracker::new();
        let router = Router::new()
            .route("/", axum::routing::get(pending::<()>))
            .layer(from_fn_with_state(changes.clone(), guard));
        let request = Request::get("/").body(Body::empty()).unwrap();

        let answer = timeout(Duration::from_millis(50), router.oneshot(request)).await;

        assert!(answer.is_err() && changes.is_empty());
    }
}
