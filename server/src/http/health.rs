//! `/salute`: whether this process answers, for supervisors. `/pronto`: whether it can do its work,
//! for whoever sends customers to it.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;
use services::{
    Context,
    readiness::{Need, missing},
};
use tokio::{sync::Mutex, time::Instant};

use crate::state::AppState;

/// How long an answer holds. Whoever asks more often learns nothing new and costs nothing more.
const HOLDS: Duration = Duration::from_secs(1);

/// How long an answer may take, the waiting for somebody else's included.
const PATIENCE: Duration = Duration::from_secs(3);

pub async fn alive() -> &'static str {
    "in salute\n"
}

/// What was missing when somebody asked, and when that was.
type Answer = (Instant, Vec<Need>);

/// The answer that was given last.
#[derive(Clone)]
pub struct Readiness {
    holds: Duration,
    known: Arc<Mutex<Option<Answer>>>,
}

impl Default for Readiness {
    fn default() -> Self {
        Self::holding(HOLDS)
    }
}

impl Readiness {
    /// Nobody looks again before so long.
    fn holding(holds: Duration) -> Self {
        Self { holds, known: Arc::default() }
    }

    /// What is missing just now. Of those who ask at once one looks, and the others wait.
    async fn missing(&self, services: &Context) -> Vec<Need> {
        let mut known = self.known.lock().await;
        match &*known {
            Some((at, missing)) if at.elapsed() < self.holds => missing.clone(),
            _ => {
                let missing = missing(services).await;
                *known = Some((Instant::now(), missing.clone()));
                missing
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{context::Demo, test_server::TestServer};

    const DEMO: Demo = Demo { on: true, today: None };

    #[tokio::test]
    async fn whoever_asks_again_and_again_makes_nobody_look_again() {
        let server = TestServer::with(&[], DEMO).await;
        let for_long = Readiness::holding(Duration::from_secs(3600));
        let never = Readiness::holding(Duration::ZERO);

        assert_eq!(for_long.missing(&server.services).await, []);
        server.services.db.close().await;

        assert_eq!(for_long.missing(&server.services).await, [], "the answer holds");
        let missing = never.missing(&server.services).await;
        assert_eq!(missing, [Need::Schema, Need::Writing, Need::Outbox]);
    }
}
