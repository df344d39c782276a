//! `POST /pagamenti/stripe`: what Stripe tells us by itself.
//!
//! A message is kept and answered at once; a worker does what it says. It comes from no browser,
//! so it stands outside sessions and their defences: its signature is its proof.

use axum::{
    Extension,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{MethodRouter, post},
};
use services::{UseCaseError, payment, ports::provider::Envelope};
use tracing::warn;
use web::RequestId;

use crate::state::AppState;

/// No message of Stripe comes near this.
const BODY_LIMIT: usize = 64 * 1024;

pub fn route() -> MethodRouter<AppState> {
    post(hear).layer(DefaultBodyLimit::max(BODY_LIMIT))
}

/// 200 when the message is kept. Anything else, and Stripe sends it again for three days.
async fn hear(
    State(state): State<AppState>,
    Extension(RequestId(request)): Extension<RequestId>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signature = headers.get("stripe-signature").and_then(|value| value.to_str().ok());
    match payment::receive(&state.services, Envelope { signature, body: &body }).await {
        Ok(()) => StatusCode::OK.into_response(),
        // Whoever tries must not learn what was wrong.
        Err(UseCaseError::Refused(untrusted)) => {
            warn!(request, %untrusted, "a message that is not from the payment provider");
            StatusCode::BAD_REQUEST.into_response()
        }
        Err(UseCaseError::Failed(broken)) => web::Error::from(broken).into_response(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
