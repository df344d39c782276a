//! `/salute`: whether this process answers, for supervisors. `/pronto`: whether it can do its work,
//! for whoever sends customers to it.

use std::time::Duration;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::state::AppState;

/// How long an answer may take, the waiting for somebody else's included.
const PATIENCE: Duration = Duration::from_secs(3);

pub async fn alive() -> &'static str {
    "in salute\n"
}

pub async fn ready(State(state): State<AppState>) -> Response {
    let asking = tokio::time::timeout(PATIENCE, state.readiness.missing(&state.services));
    let missing: Vec<_> = match asking.await {
        _ if state.stopping.is_cancelled() => vec![("server", "it is about to stop")],
        Ok(missing) => missing.iter().map(|need| (need.as_str(), need.sentence())).collect(),
        Err(_) => vec![("server", "it does not find out in time")],
    };
    let status = if missing.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let missing: Vec<_> =
        missing.iter().map(|(what, why)| json!({ "what": what, "why": why })).collect();
    (status, Json(json!({ "ready": status.is_success(), "missing": missing }))).into_response()
}
